"""Hostile values and inputs beyond the allowed folders: refused in containers as on one machine, and never executed."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tests.compose.chain import INFERENCE, NAME, PROMOTION, TRAINING, Chain
from tests.support import hostile, rows
from tests.support.containers import HOME, Containers
from tests.support.hostile import Sent
from tests.support.mlflow import tags

CANARY = f"{HOME}/{hostile.CANARY}"
PLACES = f"{HOME} /tmp /var/lib/airflow /opt/churnflow"
BAD_ARGUMENT = "load-data ended with exit code 2"
BROKEN = """
import json, pathlib, sys
home, markup = pathlib.Path(sys.argv[1]), sys.argv[2]
for file in home.rglob("*.json"):
    try:
        json.loads(file.read_bytes())
    except ValueError:
        print(file)
for file in home.rglob("*.html"):
    if markup in file.read_text():
        print(file)
"""
"""Names the files that no longer are what they should be: JSON that cannot be read, pages with an element of somebody's."""
SERVICES = ("worker", "scheduler", "triggerer", "api-server", "dag-processor")


@pytest.fixture(scope="module")
def sent(stack: Containers, undisturbed: Chain) -> dict[str, Sent]:
    """Hostile texts in each field of the form of every DAG."""
    return hostile.send(stack.airflow, NAME, stack.airflow.dag_ids(), Path(CANARY))


def test_hostile_text_in_any_field_is_refused_and_never_executed(stack: Containers, sent: dict[str, Sent]) -> None:
    assert hostile.complaints(stack.airflow, sent) == []
    left = [stack.inside(name, "sh", "-c", f"find {PLACES} -name '{hostile.CANARY}*' 2>/dev/null || true") for name in SERVICES]
    assert left == [""] * len(SERVICES)
    assert stack.airflow.import_errors() == []


def test_the_forms_let_hostile_text_come_as_far_as_the_runs(sent: dict[str, Sent]) -> None:
    """So that what is behind the forms is shown too; a field that is not named here is sent as well."""
    runs = {(each.dag, each.field) for each in sent.values() if each.run_id is not None}
    asked = {(each.dag, each.field) for each in sent.values()}
    free = [(INFERENCE, "input"), (TRAINING, "input"), (TRAINING, "reason"), (f"{NAME}_performance", "labels")]
    free += [(PROMOTION, name) for name in ("reason", "override_reason")]
    free += [("deploy_pipeline", name) for name in ("pipeline_file", "path", "sample", "reason")]
    assert set(free) <= runs
    assert {(TRAINING, "algorithms"), (PROMOTION, "candidate_version"), ("deploy_pipeline", "name")} <= asked - runs


def test_a_hostile_reason_is_kept_as_it_was_typed_and_breaks_no_file(stack: Containers, sent: dict[str, Sent]) -> None:
    given = sent[f"all as reason of {TRAINING}"]
    assert stack.airflow.wait(TRAINING, str(given.run_id), 600)["state"] == "success"
    (version,) = [each for each in stack.mlflow.versions(NAME) if f"/{given.run_id}/" in tags(each)["churnflow.step_key"]]
    assert tags(version)["churnflow.reason"] == given.text
    assert stack.in_worker("python", "-c", BROKEN, HOME, hostile.MARKUP).split() == []


@pytest.mark.parametrize("place", ["link out", "linked folder", "dots", "absolute"])
def test_inputs_beyond_the_allowed_folders_are_refused(
    stack: Containers, undisturbed: Chain, tmp_path: Path, place: str
) -> None:
    """A good table, so that only its place can be why."""
    table = rows.write(tmp_path / "customers.csv", rows.new_customers(20)).read_text()
    name = f"x{secrets.token_hex(3)}"
    outside = f"{HOME}/inbox_of_others_{name}"
    stack.in_worker("sh", "-c", f"mkdir -p {HOME}/inbox/{NAME} {outside} && cat >{outside}/customers.csv", given=table)
    made, given = {
        "link out": (f"ln -s {outside}/customers.csv {HOME}/inbox/{NAME}/{name}.csv", f"{NAME}/{name}.csv"),
        "linked folder": (f"ln -s {outside} {HOME}/inbox/{NAME}/{name}", f"{NAME}/{name}/customers.csv"),
        "dots": ("true", f"{NAME}/../../inbox_of_others_{name}/customers.csv"),
        "absolute": ("true", f"{outside}/customers.csv"),
    }[place]
    stack.in_worker("sh", "-c", made)
    run_id = stack.airflow.trigger(INFERENCE, {"input": given})
    assert stack.airflow.wait(INFERENCE, run_id, 180)["state"] == "failed"
    assert BAD_ARGUMENT in stack.airflow.log(INFERENCE, run_id, "load_data")
