"""Who may start and stop a DAG, where Airflow's auth manager knows roles (FAB); docs/roles.md tells of them."""

from __future__ import annotations

import os

OPERATED = {"training", "inference", "performance", "monitoring", "housekeeping"}
"""The kinds of DAGs that an operator runs. What decides over production, promotion and deployment, is not among them."""

Access = dict[str, dict[str, set[str]]]


def access_to(kind: str) -> Access | None:
    """A DAG's `access_control`: the role named in `CHURNFLOW_OPERATOR_ROLE` may start, stop and pause what an operator runs.

    Empty for other DAGs, so that what somebody has granted there is taken back. None where no role is named: then nothing is
    changed. The role must be there already: to Airflow, a DAG that names another is broken.
    """
    role = os.environ.get("CHURNFLOW_OPERATOR_ROLE")
    if not role:
        return None
    return {role: {"DAGs": {"can_edit"}}} if kind in OPERATED else {}
