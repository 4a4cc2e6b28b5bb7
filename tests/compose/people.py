"""Users of each role, in Airflow and in MLflow, and what an answer to one of them means."""

from __future__ import annotations

import secrets
from typing import Any

from tests.support.airflow import Airflow
from tests.support.containers import Containers
from tests.support.mlflow import Mlflow
from tests.support.rest import Rest, RestError

ROLES = ("Viewer", "Operator", "Deployer")
FORBIDDEN, MALFORMED = 403, 422


def hire(stack: Containers, role: str) -> Airflow:
    """A new user of Airflow with this role alone, logged in; made by the admin over REST, as the page *Users* does."""
    name, password = f"{role.lower()}-{secrets.token_hex(3)}", secrets.token_urlsafe(16)
    user = {
        "username": name, "password": password, "email": f"{name}@localhost",
        "first_name": "A", "last_name": role, "roles": [{"name": role}],
    }  # fmt: skip
    stack.airflow.whole().call("POST", "/auth/fab/v1/users", user)
    return Airflow(stack.airflow.url, name, password)


def reader(stack: Containers) -> Mlflow:
    """A new user of MLflow with nothing but the default permission."""
    name, password = f"reader-{secrets.token_hex(3)}", secrets.token_urlsafe(16)
    stack.mlflow.call("POST", "users/create", {"username": name, "password": password})
    return Mlflow(stack.mlflow.url, name, password)


def status(rest: Airflow | Mlflow | Rest, method: str, path: str, body: Any = None) -> int:
    """The status of an answer; 200 for every good one."""
    try:
        rest.call(method, path, body)
    except RestError as error:
        return error.status
    return 200
