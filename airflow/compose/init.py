"""What must be there before Airflow's components start: its tables, roles, first user and pool; the accounts in MLflow.

Runs at every start of the stack, and changes only what is missing or has another password than .env.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bin"))

import roles
from churnflow_stack import rest
from churnflow_stack.pool import POOL


def main() -> None:
    """Each step says what it does; the first that fails ends the start."""
    airflow("db", "migrate")
    people(os.environ["AIRFLOW_ADMIN_PASSWORD"])
    pool(int(os.environ["CHURNFLOW_WORKERS"]) * int(os.environ["AIRFLOW__CELERY__WORKER_CONCURRENCY"]))
    account(os.environ["MLFLOW_TRACKING_USERNAME"], os.environ["MLFLOW_TRACKING_PASSWORD"])
    account("churnflow-serving", os.environ["MLFLOW_SERVING_PASSWORD"])


def airflow(*words: str) -> None:
    """One command of Airflow."""
    subprocess.run(["airflow", *words], check=True)


def people(password: str) -> None:
    """The roles and the first user, by Airflow's own code: on the command line everybody could read the password."""
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as builder:
        manager = builder.sm
        roles.make(manager)
        user = manager.find_user("admin")
        if user is None:
            manager.add_user("admin", "Churnflow", "Admin", "admin@localhost", manager.find_role("Admin"), password)
            print("Airflow's user admin is made")
        else:
            manager.reset_password(user.id, password)


def pool(slots: int) -> None:
    """The pool that caps the jobs that run at once; its size is kept once somebody has changed it."""
    from airflow.models.pool import Pool

    if Pool.get_pool(POOL["name"]) is None:
        Pool.create_or_update_pool(**POOL, slots=slots)
        print(f"Airflow's pool {POOL['name']} is made with {slots} slots")


def account(name: str, password: str) -> None:
    """An account of the jobs or of the served model: no administrator; it reads all, and owns what it makes."""
    server = rest.mlflow(os.environ["MLFLOW_TRACKING_URI"], "admin", os.environ["MLFLOW_ADMIN_PASSWORD"])
    try:
        server.call("POST", "/users/create", {"username": name, "password": password})
        print(f"MLflow's user {name} is made")
    except rest.RestError as error:
        if "found 401" in str(error):
            sys.exit("churnflow init: error: MLFLOW_ADMIN_PASSWORD: expected the one that MLflow's database was made with")
        if "RESOURCE_ALREADY_EXISTS" not in str(error):
            raise
        server.call("PATCH", "/users/update-password", {"username": name, "password": password})


if __name__ == "__main__":
    main()
