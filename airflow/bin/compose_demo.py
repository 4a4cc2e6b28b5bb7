"""`make compose-demo`: the same demo as on one machine, against docker-compose.airflow.yml. Needs nothing but Python."""

from __future__ import annotations

import sys

from churnflow_stack import rest
from churnflow_stack.demo import Place, demo
from churnflow_stack.files import given_to_compose
from churnflow_stack.places import REPO, Stack, StackError
from churnflow_stack.runs import Runs


def containers() -> Place:
    """The stack of the compose file, at the ports of build/settings, by the password that compose has read."""
    stack = Stack.wanted()
    runs = Runs(rest.airflow(stack.airflow_url, "admin", given_to_compose(REPO)["AIRFLOW_ADMIN_PASSWORD"]))
    addresses = (
        f"Airflow      {stack.airflow_url}/dags  user admin",
        f"MLflow       {stack.mlflow_page}  user admin",
        "Both keep running: AIRFLOW_ADMIN_PASSWORD and MLFLOW_ADMIN_PASSWORD stand in .env, `make compose-down` stops them.",
    )
    return Place(runs, "the shared volume, /var/lib/churnflow", addresses)


if __name__ == "__main__":
    try:
        demo(containers())
    except StackError as error:
        sys.exit(f"churnflow compose-demo: error: {error}")
