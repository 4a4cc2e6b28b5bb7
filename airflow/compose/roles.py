"""The roles of people in Airflow beside its own Viewer and Admin; docs/roles.md says what each of them may do.

Airflow's User and Op may do with every DAG what they may do with one, so neither keeps a person from promoting. An Operator may
change only the DAGs that name the role in their `access_control` (dags/churnflow_dags/access.py); a Deployer all of them.
"""

from __future__ import annotations

from typing import Any

from airflow.providers.fab.auth_manager.security_manager.override import FabAirflowSecurityManagerOverride
from airflow.providers.fab.www.security import permissions as of

OPERATOR = [
    (of.ACTION_CAN_CREATE, of.RESOURCE_DAG_RUN),
    (of.ACTION_CAN_EDIT, of.RESOURCE_DAG_RUN),
    (of.ACTION_CAN_EDIT, of.RESOURCE_TASK_INSTANCE),
]
"""Starting runs, clearing and marking them and their tasks; each also needs the permission to edit the DAG."""

DEPLOYER = [
    *OPERATOR,
    (of.ACTION_CAN_EDIT, of.RESOURCE_DAG),
    (of.ACTION_CAN_EDIT, of.RESOURCE_HITL_DETAIL),
    (of.ACTION_CAN_ACCESS_MENU, of.RESOURCE_HITL_DETAIL),
    (of.ACTION_CAN_CREATE, of.RESOURCE_ASSET),
]
"""All DAGs; answers to questions of a promotion; asset events by hand, which start promotions."""


def make(manager: FabAirflowSecurityManagerOverride) -> None:
    """Makes the roles, and adds what they lack; what somebody has given them besides is left to them."""
    config: list[dict[str, Any]] = [
        {"role": "Operator", "perms": [*manager.VIEWER_PERMISSIONS, *OPERATOR]},
        {"role": "Deployer", "perms": [*manager.VIEWER_PERMISSIONS, *DEPLOYER]},
    ]
    manager.bulk_sync_roles(config)
