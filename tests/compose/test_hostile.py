"""Hostile values and inputs beyond the allowed folders: refused in containers as on one machine, and never executed."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from tests.compose.chain import INFERENCE, NAME, Chain
from tests.support import rows, spoiled
from tests.support.containers import HOME, Containers

CANARY = f"{HOME}/{spoiled.CANARY}"
PLACES = f"{HOME} /tmp /var/lib/airflow /opt/churnflow"
BAD_ARGUMENT = "load-data ended with exit code 2"
SERVICES = ("worker", "scheduler", "triggerer", "api-server", "dag-processor")


def test_hostile_text_in_any_conf_value_is_refused_and_never_executed(stack: Containers, undisturbed: Chain) -> None:
    sent = spoiled.send(stack.airflow, NAME, Path(CANARY))
    assert len(sent) > 50
    complaints = spoiled.complaints(stack.airflow, sent, 900)
    # To go back to the version before for a hostile reason is allowed: it is a text, and stays one.
    assert [each for each in complaints if not each.startswith(f"all as action/reason of {NAME}_promotion: success")] == []
    left = [stack.inside(name, "sh", "-c", f"find {PLACES} -name '{spoiled.CANARY}*' 2>/dev/null || true") for name in SERVICES]
    assert left == [""] * len(SERVICES)


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
