"""What a platform engineer relies on beside the runs: housekeeping, Flower, labels."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.compose.asking import flower
from tests.compose.chain import Chain
from tests.support.containers import Containers, make_secrets
from tests.support.places import ROOT
from tests.support.rest import Rest
from tests.support.stack import await_true

HOUSEKEEPING = "churnflow_housekeeping"


def test_housekeeping_removes_old_rows_here_too(stack: Containers, undisturbed: Chain) -> None:
    run_id = stack.airflow.trigger(HOUSEKEEPING)
    assert stack.airflow.wait(HOUSEKEEPING, run_id, 240)["state"] == "success"
    states = stack.airflow.states(HOUSEKEEPING, run_id)
    assert states.pop("mlflow_deleted_runs") == "skipped"  # workers have no access to MLflow's database
    assert set(states.values()) == {"success"}


def test_what_was_deleted_in_mlflow_goes_by_the_documented_command(stack: Containers, undisturbed: Chain) -> None:
    experiment = stack.mlflow.experiment_id("telco_churn")
    mistake = stack.mlflow.call("POST", "runs/create", {"experiment_id": experiment})["run"]["info"]["run_id"]
    stack.mlflow.call("POST", "runs/delete", {"run_id": mistake})
    stack.inside("mlflow", *documented("docs/compose.md", "build/compose exec mlflow ").split())
    assert not [run for run in stack.mlflow.runs("telco_churn") if run["info"]["run_id"] == mistake]


def test_flower_shows_the_workers(stack: Containers) -> None:
    with flower(stack) as address:
        rest = Rest.basic(address, "admin", stack.secrets["FLOWER_PASSWORD"])
        await_true(lambda: len(rest.call("GET", "/api/workers?refresh=1")) == 2, 60, "two workers in Flower")


def test_what_hangs_is_shown_and_the_documented_command_helps(stack: Containers, undisturbed: Chain) -> None:
    """The kernel goes on taking connections for both, so that only an answer tells."""
    stack.docker("kill", "--signal", "STOP", *stack.containers("tls-proxy"))
    stack.inside("serving", "sh", "-c", "kill -STOP -1")
    try:
        for service in ("tls-proxy", "serving"):
            await_true(partial(shown_as, stack, service, "unhealthy"), 180, f"{service} to be shown as unhealthy")
    finally:
        stack.compose("restart", "tls-proxy", "serving")
    for service in ("tls-proxy", "serving"):
        await_true(partial(shown_as, stack, service, "healthy"), 120, f"{service} to be well again")


def shown_as(stack: Containers, service: str, health: str) -> bool:
    """Whether `build/compose ps` shows a service's container so."""
    found = stack.docker("inspect", "--format", "{{.State.Health.Status}}", *stack.containers(service))
    return found.strip() == health


def test_the_pool_has_a_slot_for_each_task_at_first_and_keeps_a_change(stack: Containers) -> None:
    pool = "/pools/churnflow_jvm"
    assert stack.airflow.get(pool)["slots"] == 2 * 2
    stack.airflow.call("PATCH", f"{pool}?update_mask=slots", {"pool": "churnflow_jvm", "slots": 5, "include_deferred": False})
    stack.compose("run", "--rm", "--no-TTY", "--no-deps", "init")
    assert stack.airflow.get(pool)["slots"] == 5


def documented(page: str, begin: str) -> str:
    """What stands behind `begin` in its line on a page of the documentation."""
    text = (ROOT / page).read_text()
    return text.partition(begin)[2].partition("\n")[0]


def test_nothing_runs_as_root(stack: Containers) -> None:
    services = stack.compose("ps", "--services").split()
    assert {"postgres", "redis", "mlflow", "worker"} <= set(services)
    users = {name: stack.compose("exec", "--no-TTY", name, "stat", "-c", "%u", "/proc/1").strip() for name in services}
    assert "0" not in users.values(), users


def test_other_passwords_than_those_of_the_volumes_are_named(stack: Containers, tmp_path: Path) -> None:
    other = tmp_path / ".env"
    make_secrets(other)
    own = dict(line.split("=", 1) for line in other.read_text().splitlines())
    try:
        said = stack.start_with(other)
    finally:
        stack.compose("up", "--detach", "--wait", seconds=300)
    assert f"{other}: expected the passwords that the volume churnflow-test_postgres was made with, found others" in said
    assert not [name for name, value in own.items() if value in said]


def test_images_say_what_they_are(stack: Containers) -> None:
    for service in ("worker", "mlflow"):
        labels = stack.docker("inspect", "--format", "{{json .Config.Labels}}", stack.containers(service)[0])
        assert "org.opencontainers.image.revision" in labels
        assert '"org.opencontainers.image.revision":"unknown"' not in labels
