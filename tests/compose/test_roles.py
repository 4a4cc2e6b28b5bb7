"""What a viewer, an operator and a deployer may do, asked over REST of the running stack; and MLflow's permissions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.compose.chain import INFERENCE, NAME, PROMOTION, TRAINING, Chain, promotion_of, succeeded
from tests.compose.people import FORBIDDEN, MALFORMED, ROLES, hire, reader, status
from tests.support import rows
from tests.support.airflow import Airflow
from tests.support.containers import Containers
from tests.support.mlflow import Mlflow
from tests.support.rest import Rest, RestError
from tests.support.stack import await_true

OPERATED = (TRAINING, INFERENCE, f"{NAME}_performance", f"{NAME}_monitoring", "churnflow_housekeeping")
DECIDING = (PROMOTION, "deploy_pipeline")
NO_FORM = {"logical_date": None, "conf": {"input": 7, "action": 7}}
"""Refused by the form (400), or by the first task: who is let through starts nothing."""
LET_THROUGH = {200, 400}
OWN = ("/auth", "/api/v2/auth")
"""Logging in and out is everybody's."""
HARMLESS = ("/favorite", "/unfavorite", "/dagRuns/list", "/taskInstances/list")
"""Everybody's own list, and reading by a body."""
UNKNOWN = ("/api/v2/backfills/1/", "/api/v2/parseDagFile/1")
"""Airflow says first that there is no such thing (404)."""
ELSEWHERE = {"dag_id": PROMOTION, "dag_run_id": "none", "task_id": "gate", "map_index": "-1", "try_number": "1"}


def bodies(dag: str) -> list[dict[str, Any]]:
    """One of them is well formed for each operation, some of which look at it before they look at who asks."""
    run = {"dag_id": dag, "dag_run_id": "none"}
    return [
        {},
        {"actions": [{"action": "delete", "entities": ["x"]}]},
        {"actions": [{"action": "delete", "entities": [run]}]},
        {"dag_runs": [run]},
        {"dag_id": dag, "from_date": "2026-01-01T00:00:00Z", "to_date": "2026-01-02T00:00:00Z"},
        {"connection_id": "x", "conn_type": "http"},
    ]


@pytest.fixture(scope="module")
def people(stack: Containers) -> dict[str, Airflow]:
    return {role: hire(stack, role) for role in ROLES}


def mutating(airflow: Airflow) -> list[tuple[str, str]]:
    """Every operation of Airflow's API that changes something."""
    described = json.loads(Rest(airflow.url).raw("GET", "/openapi.json"))
    return sorted(
        (method.upper(), path)
        for path, operations in described["paths"].items()
        for method in operations
        if method in {"post", "put", "patch", "delete"} and not path.startswith(OWN)
    )


def filled(path: str, **values: str) -> str:
    """The path with something in each place."""
    for name in [part[1:].partition("}")[0].partition(":")[0] for part in path.split("/") if part.startswith("{")]:
        path = path.replace("{" + name + ":path}", values.get(name, "1")).replace("{" + name + "}", values.get(name, "1"))
    return path


def let_through(person: Airflow, dag: str) -> list[str]:
    """The operations on a DAG that are not forbidden."""
    rest, found = person.whole(), []
    asked = mutating(person)
    assert len(asked) > 50
    for method, path in asked:
        path = filled(path, **{**ELSEWHERE, "dag_id": dag})
        answer = next((code for body in bodies(dag) if (code := status(rest, method, path, body)) != MALFORMED), MALFORMED)
        if answer != FORBIDDEN and not path.endswith(HARMLESS) and not (answer == 404 and path.startswith(UNKNOWN)):
            found.append(f"{method} {path}: {answer}")
    return found


@pytest.mark.parametrize("dag", [TRAINING, PROMOTION])
def test_a_viewer_changes_nothing_by_any_operation_of_the_api(people: dict[str, Airflow], dag: str) -> None:
    assert let_through(people["Viewer"], dag) == []


@pytest.mark.parametrize("dag", DECIDING)
def test_an_operator_decides_nothing_by_any_operation_of_the_api(people: dict[str, Airflow], dag: str) -> None:
    assert let_through(people["Operator"], dag) == []


@pytest.mark.parametrize("role", ["Viewer", "Operator"])
def test_operations_on_all_dags_at_once_are_no_way_round(undisturbed: Chain, people: dict[str, Airflow], role: str) -> None:
    """They name the DAG in their bodies; some answer 200 with an error for each thing that was not done."""
    rest, run = people[role].whole(), {"dag_id": PROMOTION, "dag_run_id": undisturbed.promotion}
    before = people[role].states(PROMOTION, undisturbed.promotion)
    for path, changes in (
        ("/api/v2/dags/~/dagRuns", [("delete", run), ("update", {**run, "state": "failed"})]),
        (
            "/api/v2/dags/~/dagRuns/~/taskInstances",
            [("delete", {**run, "task_id": "gate"}), ("update", {**run, "task_id": "gate", "new_state": "failed"})],
        ),
    ):
        for action, entity in changes:
            try:
                said = rest.call("PATCH", path, {"actions": [{"action": action, "entities": [entity]}]})[action]
                assert (said["success"], [error["status_code"] for error in said["errors"]]) == ([], [FORBIDDEN]), said
            except RestError as error:
                assert error.status == FORBIDDEN, error
    assert people[role].states(PROMOTION, undisturbed.promotion) == before


@pytest.mark.parametrize("path", ["/variables", "/connections", "/config", "/pools"])
@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_the_admin_reads_settings_and_connections(people: dict[str, Airflow], role: str, path: str) -> None:
    assert status(people[role], "GET", path) == (200 if path == "/pools" else FORBIDDEN)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_runs_and_logs(stack: Containers, undisturbed: Chain, people: dict[str, Airflow], role: str) -> None:
    assert {run["dag_run_id"] for run in people[role].runs(INFERENCE)} >= {undisturbed.inference}
    assert '"rows"' in people[role].log(INFERENCE, undisturbed.inference, "publish_predictions")


@pytest.mark.parametrize("dag", [*OPERATED, *DECIDING])
@pytest.mark.parametrize("role", ROLES)
def test_who_may_start_which_dag(people: dict[str, Airflow], role: str, dag: str) -> None:
    may = role == "Deployer" or (role == "Operator" and dag in OPERATED)
    assert status(people[role], "POST", f"/dags/{dag}/dagRuns", NO_FORM) in (LET_THROUGH if may else {FORBIDDEN})
    assert status(people[role], "PATCH", f"/dags/{dag}", {"is_paused": False}) == (200 if may else FORBIDDEN)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_post_asset_events(people: dict[str, Airflow], role: str) -> None:
    found = status(people[role], "POST", "/assets/events", {"asset_id": 2**31 - 1, "extra": {}})
    assert found == (404 if role == "Deployer" else FORBIDDEN)


def test_files_over_http_are_for_who_may_start_the_inference(
    undisturbed: Chain, people: dict[str, Airflow], tmp_path: Path
) -> None:
    table = rows.write(tmp_path / "customers.csv", rows.new_customers(20)).read_bytes()
    for role in ROLES:
        rest = people[role].whole()
        sent = rest.status("POST", f"/churnflow/uploads?pipeline={NAME}&name=of_{role}.csv", table)
        fetched = rest.status("GET", f"/churnflow/predictions?pipeline={NAME}&run_id={undisturbed.inference}")
        assert (sent, fetched) == ((FORBIDDEN, FORBIDDEN) if role == "Viewer" else (201, 200))


def test_an_operator_trains_and_a_deployer_answers(stack: Containers, undisturbed: Chain, people: dict[str, Airflow]) -> None:
    operator, deployer = people["Operator"], people["Deployer"]
    training = operator.trigger(TRAINING, {"input": "telco_churn.csv", "approval": "person"})
    succeeded(operator, TRAINING, training)
    promotion = promotion_of(stack.airflow, training)
    overruled = {"logical_date": None, "conf": {"override_reason": "I wish so"}}
    assert status(operator, "POST", f"/dags/{PROMOTION}/dagRuns", overruled) == FORBIDDEN
    # An equal model need not pass the gate: then there is nothing to ask, and the deployer asks for it himself.
    run = stack.airflow
    await_true(
        lambda: _asks(run, promotion) or run.run(PROMOTION, promotion)["state"] == "success", 120, "an end or a question"
    )
    if not _asks(run, promotion):
        version = str(stack.airflow.xcom(TRAINING, training, "register_model")["version"])
        conf = {"candidate_version": version, "approval": "person", "override_reason": "to see who may answer"}
        promotion = deployer.trigger(PROMOTION, conf)
        await_true(lambda: _asks(run, promotion), 120, "a question")
    answer = {"chosen_options": ["Approve"], "params_input": {}}
    path = f"/dags/{PROMOTION}/dagRuns/{promotion}/taskInstances/approval/-1/hitlDetails"
    assert status(people["Viewer"], "PATCH", path, answer) == FORBIDDEN
    assert status(operator, "PATCH", path, answer) == FORBIDDEN
    deployer.answer(PROMOTION, promotion, "approval", "Approve")
    succeeded(stack.airflow, PROMOTION, promotion)
    assert stack.airflow.xcom(PROMOTION, promotion, "approval")["by"] == deployer.user


def _asks(airflow: Airflow, promotion: str) -> bool:
    return airflow.states(PROMOTION, promotion).get("approval") == "awaiting_input"


@pytest.fixture(scope="module")
def anna(stack: Containers) -> Mlflow:
    return reader(stack)


def test_a_user_of_mlflow_reads_models_and_runs(undisturbed: Chain, anna: Mlflow) -> None:
    assert anna.aliases(NAME)["production"]
    assert anna.runs(NAME)


def test_a_user_of_mlflow_changes_no_model_run_or_permission(stack: Containers, undisturbed: Chain, anna: Mlflow) -> None:
    run = anna.runs(NAME)[0]["info"]
    experiment, version = run["experiment_id"], anna.versions(NAME)[-1]["version"]
    model = {"name": NAME, "version": version}
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "registered-models/alias", {**model, "alias": "production"}),
        ("DELETE", "registered-models/alias", {"name": NAME, "alias": "production"}),
        ("DELETE", "registered-models/delete", {"name": NAME}),
        ("POST", "registered-models/rename", {"name": NAME, "new_name": "mine"}),
        ("DELETE", "model-versions/delete", model),
        ("PATCH", "model-versions/update", {**model, "description": "good"}),
        ("POST", "model-versions/set-tag", {**model, "key": "churnflow.gate", "value": "passed"}),
        ("POST", "model-versions/create", {"name": NAME, "source": anna.versions(NAME)[-1]["source"]}),
        ("POST", "runs/delete", {"run_id": run["run_id"]}),
        ("POST", "runs/set-tag", {"run_id": run["run_id"], "key": "a", "value": "b"}),
        ("POST", "runs/log-metric", {"run_id": run["run_id"], "key": "pr_auc", "value": 1.0, "timestamp": 1}),
        ("POST", "runs/create", {"experiment_id": experiment}),
        ("POST", "experiments/delete", {"experiment_id": experiment}),
        ("POST", "users/create", {"username": "eve", "password": "eve-and-her-password"}),
        ("PATCH", "users/update-admin", {"username": anna.user, "is_admin": True}),
        ("PATCH", "users/update-password", {"username": "churnflow-jobs", "password": "eve-and-her-password"}),
        ("DELETE", "users/delete", {"username": "churnflow-jobs"}),
        ("POST", "registered-models/permissions/create", {"name": NAME, "username": anna.user, "permission": "MANAGE"}),
    ]
    found = {path: status(anna, method, path, body) for method, path, body in calls}
    assert {path: code for path, code in found.items() if code != FORBIDDEN} == {}


def test_a_user_of_mlflow_replaces_no_file(stack: Containers, undisturbed: Chain, anna: Mlflow) -> None:
    file = stack.mlflow.runs(NAME)[0]["info"]["artifact_uri"].removeprefix("mlflow-artifacts:").lstrip("/") + "/planted.txt"
    own = Rest.basic(anna.url, anna.user, anna.password)
    assert own.status("PUT", f"/api/2.0/mlflow-artifacts/artifacts/{file}", b"planted") == FORBIDDEN


def test_the_jobs_account_is_no_administrator(stack: Containers, undisturbed: Chain) -> None:
    jobs = Mlflow(stack.mlflow.url, "churnflow-jobs", stack.secrets["MLFLOW_JOBS_PASSWORD"])
    for method, path, body in (
        ("POST", "users/create", {"username": "eve", "password": "eve-and-her-password"}),
        ("PATCH", "users/update-admin", {"username": "churnflow-jobs", "is_admin": True}),
        ("DELETE", "users/delete", {"username": "admin"}),
    ):
        assert status(jobs, method, path, body) == FORBIDDEN, path


@pytest.mark.parametrize("path", ["/api/2.0/mlflow/experiments/search?max_results=1", "/api/2.0/mlflow-artifacts/artifacts"])
def test_mlflow_answers_nobody_without_a_password(stack: Containers, path: str) -> None:
    assert Rest(stack.mlflow.url).status("GET", path) == 401
