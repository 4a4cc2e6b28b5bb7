"""What must be there before Airflow's components start: its tables, its users, its pool, and the jobs' account in MLflow.

Runs at every start of the stack, and changes only what is missing or has another password than .env.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bin"))

from churnflow_stack import rest

POOL_SLOTS = 4


def main() -> None:
    """Each step says what it does; the first that fails ends the start."""
    airflow("db", "migrate")
    admin(os.environ["AIRFLOW_ADMIN_PASSWORD"])
    airflow("pools", "set", "churnflow_jvm", str(POOL_SLOTS), "How many jobs (JVMs) run at once")
    account(os.environ["MLFLOW_TRACKING_USERNAME"], os.environ["MLFLOW_TRACKING_PASSWORD"])


def airflow(*words: str) -> None:
    """One command of Airflow."""
    subprocess.run(["airflow", *words], check=True)


def admin(password: str) -> None:
    """The first user, by Airflow's own code: on the command line everybody could read the password."""
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as builder:
        manager = builder.sm
        user = manager.find_user("admin")
        if user is None:
            manager.add_user("admin", "Churnflow", "Admin", "admin@localhost", manager.find_role("Admin"), password)
            print("Airflow's user admin is made")
        else:
            manager.reset_password(user.id, password)


def account(name: str, password: str) -> None:
    """The account that the jobs use: no administrator; it owns the experiments and models that it makes."""
    server = rest.mlflow(os.environ["MLFLOW_TRACKING_URI"], "admin", os.environ["MLFLOW_ADMIN_PASSWORD"])
    try:
        server.call("POST", "/users/create", {"username": name, "password": password})
        print(f"MLflow's user {name} is made")
    except rest.RestError as error:
        if "RESOURCE_ALREADY_EXISTS" not in str(error):
            raise
        server.call("PATCH", "/users/update-password", {"username": name, "password": password})


if __name__ == "__main__":
    main()
