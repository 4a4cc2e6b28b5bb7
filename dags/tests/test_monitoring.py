"""The sensor that starts trainings: what it reads, when it fires, and that it says why."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowSkipException, TaskDeferred

from churnflow_dags.drift_sensor import DataDriftSensor, IncidentTrigger
from churnflow_dags.forms import LONGEST_REASON
from churnflow_dags.incidents import Policy
from churnflow_dags.verdicts import newest_incident

POLICY = Policy(violations=2, window=3, cool_down=timedelta(hours=24))
START = datetime(2026, 11, 1, 6, tzinfo=UTC)


def add(home, *verdicts, version=4, reason="contract has changed: PSI 0.41"):
    """Verdicts of further daily batches, as `detect-drift` leaves them."""
    folder = home / "state" / "telco_churn" / "drift"
    folder.mkdir(parents=True, exist_ok=True)
    for verdict in verdicts:
        index = len(list(folder.iterdir())) + 1
        run = f"day-{index:02}"
        loaded = (START + timedelta(days=index)).isoformat().replace("+00:00", "Z")
        entry = {"run_id": run, "run_folder": run, "model_version": version, "verdict": verdict, "loaded": loaded}
        (folder / f"{index:08}.json").write_text(json.dumps(entry))
        step = home / "runs" / "telco_churn" / run / "detect-drift"
        step.mkdir(parents=True)
        (step / "drift.json").write_text(json.dumps({"verdict": verdict, "reason": reason}))


def measure(home, *verdicts, version=4):
    """Verdicts of further daily looks at past predictions, as `monitor-performance` leaves them."""
    folder = home / "state" / "telco_churn" / "performance"
    folder.mkdir(parents=True, exist_ok=True)
    for verdict in verdicts:
        index = len(list(folder.iterdir())) + 1
        as_of = (START + timedelta(days=index)).isoformat().replace("+00:00", "Z")
        reason = f"PR-AUC, realised of batch day-{index:02}: 0.41"
        entry = {"batch": f"day-{index:02}", "model_version": version, "verdict": verdict, "reason": reason, "as_of": as_of}
        (folder / f"{index:08}.json").write_text(json.dumps(entry))


@pytest.fixture
def volume(tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_HOME", str(tmp_path))
    return tmp_path


def look(patience=timedelta()):
    sensor = DataDriftSensor(task_id="data_drift", pipeline="telco_churn", policy=POLICY, patience=patience)
    return sensor.execute({"ti": SimpleNamespace(start_date=datetime.now(UTC))})


def test_two_of_three_drifted_batches_ask_for_a_training_and_say_why(volume):
    add(volume, "stable", "act", "stable", "act")
    (asked,) = look()
    assert asked["trigger_run_id"] == "incident__telco_churn__v4__day-04"
    why = asked["conf"]["reason"]
    assert "version 4" in why and "day-02" in why and "day-04" in why and "PSI 0.41" in why


@pytest.mark.parametrize("verdicts", ["", "act", "watch watch watch", "undecided act", "act stable stable act"])
def test_less_asks_for_none(volume, verdicts):
    add(volume, *verdicts.split())
    with pytest.raises(AirflowSkipException, match="no training is due"):
        look()


def test_the_same_batches_ask_for_the_same_training(volume):
    add(volume, "act", "act")
    assert look() == look()


def test_an_incident_is_another_after_the_cool_down_though_its_batches_overlap(volume):
    add(volume, "stable", "act", "act")
    (before,) = look()
    add(volume, "act")  # a day later, which is the cool-down
    (after,) = look()
    assert [asked["trigger_run_id"][-6:] for asked in (before, after)] == ["day-03", "day-04"]


def test_a_long_history_does_not_shift_an_incident(volume):
    """Else each further batch of a long drift would begin a training, whatever the cool-down."""
    policy = Policy(violations=1, window=1, cool_down=timedelta(days=500))
    add(volume, *["act"] * 401)
    found = newest_incident(volume, "telco_churn", policy)
    assert found is not None and found.run_id == "incident__telco_churn__v4__day-01"


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"loaded": 1}', '{"run_folder": "x", "loaded": "soon"'])
def test_a_damaged_verdict_is_left_out_and_the_others_count(volume, content):
    add(volume, "act", "act", "stable", "act")
    files = sorted((volume / "state").rglob("*.json"))
    files[2].write_text(content)
    found = newest_incident(volume, "telco_churn", POLICY)
    assert found is not None
    assert [verdict.batch for verdict in found.verdicts] == ["day-01", "day-02", "day-04"]
    files[0].write_text(content)
    found = newest_incident(volume, "telco_churn", POLICY)
    assert found is not None
    assert [verdict.batch for verdict in found.verdicts] == ["day-02", "day-04"]
    files[1].write_text(content)
    assert newest_incident(volume, "telco_churn", POLICY) is None


def test_a_version_is_judged_by_its_own_batches(volume):
    add(volume, "act", "act")
    add(volume, "act", version=5)
    with pytest.raises(AirflowSkipException):
        look()


def test_batches_of_another_version_do_not_count(volume):
    add(volume, "act", "act")
    add(volume, "act", "act", version=5)
    (asked,) = look()
    assert asked["trigger_run_id"] == "incident__telco_churn__v5__day-04"


def test_predictions_below_their_bound_ask_for_a_training_and_say_why(volume):
    add(volume, "stable", "stable")
    measure(volume, "unknown", "ok", "below")
    (asked,) = look()
    assert asked["trigger_run_id"] == "incident_of_performance__telco_churn__v4__day-03__20261104T060000Z"
    assert asked["conf"]["reason"] == ("Predictions by version 4 are below their bound: PR-AUC, realised of batch day-03: 0.41")


def test_what_a_former_version_did_is_no_reason(volume):
    measure(volume, "below")
    add(volume, "stable", version=5)
    with pytest.raises(AirflowSkipException):
        look()


def test_a_reason_fits_the_training_form(volume):
    add(volume, "act", "act", reason="many columns\n" * 200)
    (asked,) = look()
    assert len(asked["conf"]["reason"]) == LONGEST_REASON
    assert "\n" not in asked["conf"]["reason"]


def test_it_waits_without_a_slot_and_its_trigger_can_be_made_anew(volume):
    with pytest.raises(TaskDeferred) as parked:
        look(patience=timedelta(minutes=1))
    path, values = parked.value.trigger.serialize()
    assert path == "churnflow_dags.drift_sensor.IncidentTrigger"
    assert json.loads(json.dumps(values)) == values
    assert IncidentTrigger(**values).serialize() == (path, values)


def fire(volume, seconds):
    policy = {"violations": 2, "window": 3, "cool_down": 0.0}
    trigger = IncidentTrigger(str(volume), "telco_churn", policy, time.time() + seconds, 0.05)

    async def first():
        async for event in trigger.run():
            return event
        return None

    began = time.monotonic()
    assert asyncio.run(first()) is not None
    return time.monotonic() - began


def test_the_trigger_fires_when_there_is_an_incident(volume):
    add(volume, "act", "act")
    assert fire(volume, 60) < 30
    sensor = DataDriftSensor(task_id="data_drift", pipeline="telco_churn", policy=POLICY, patience=timedelta())
    assert sensor.resume({}, {}) == look()


def test_the_trigger_gives_up_when_time_is_up(volume):
    assert fire(volume, 0.2) >= 0.2
    assert newest_incident(volume, "telco_churn", POLICY) is None
