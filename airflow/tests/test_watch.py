"""What the watch takes for unhealthy. That it kills and that all goes on is shown on a real stack, by `make soak`."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest
from churnflow_stack import supervision, watch
from churnflow_stack.health import Health
from churnflow_stack.places import Stack

AGO = 1000.0


@pytest.fixture
def component(monkeypatch):
    """A real process, in a group of its own as supervisor starts it, in the place of a component."""
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    monkeypatch.setattr(supervision, "group", lambda info: info["pid"])
    yield process
    process.kill()
    process.wait()


def judged(tmp_path, component, program: str, found: Health, quiet: float, *, was_well=True, started=AGO) -> bool:
    """Whether the watch kills the component, which was last well `quiet` seconds ago."""
    now = time.time()
    look = watch.Watch(Stack(tmp_path, 8080, 5000))
    look.awake_since = now - AGO
    if was_well:
        look.well_at[component.pid, now - started] = now - quiet
    look._judge(program, {"statename": "RUNNING", "pid": component.pid, "start": now - started}, found)
    return killed(component)


def killed(component) -> bool:
    try:
        component.wait(0.5)
    except subprocess.TimeoutExpired:
        return False
    return True


def servers(answering: bool, **heartbeats: float) -> Health:
    now = time.time()
    return Health({"api-server": answering, "mlflow": answering}, {name: now - ago for name, ago in heartbeats.items()})


def test_a_server_that_is_silent_for_more_than_a_minute_is_killed(tmp_path, component):
    assert judged(tmp_path, component, "mlflow", servers(False), quiet=61)


def test_a_server_that_answers_is_left_alone(tmp_path, component):
    assert not judged(tmp_path, component, "mlflow", servers(True), quiet=500)


def test_a_short_silence_is_borne(tmp_path, component):
    assert not judged(tmp_path, component, "mlflow", servers(False), quiet=50)


def test_a_component_without_heartbeats_is_killed(tmp_path, component):
    assert judged(tmp_path, component, "scheduler", servers(True, scheduler=61), quiet=61)


def test_nobody_is_killed_for_heartbeats_that_the_api_server_cannot_tell(tmp_path, component):
    """It is the api-server that hangs then; the scheduler may well be healthy."""
    assert not judged(tmp_path, component, "scheduler", servers(False), quiet=500)


def test_who_is_still_starting_has_longer(tmp_path, component):
    assert not judged(tmp_path, component, "mlflow", servers(False), quiet=0, was_well=False, started=200)
    assert judged(tmp_path, component, "mlflow", servers(False), quiet=0, was_well=False, started=watch.STARTING + 1)


def test_who_was_stopped_while_it_started_has_not(tmp_path, component):
    component.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, component.pid, os.WSTOPPED | os.WNOWAIT)
    assert judged(tmp_path, component, "dag-processor", servers(True), quiet=0, was_well=False, started=61)


def test_a_new_start_by_the_number_of_an_old_one_has_as_long_as_any(tmp_path, component, monkeypatch):
    look = watch.Watch(Stack(tmp_path, 8080, 5000))
    now = time.time()
    look.awake_since = now - AGO
    with monkeypatch.context() as earlier:
        earlier.setattr(watch.time, "time", lambda: now - 500)
        look._judge("mlflow", {"statename": "RUNNING", "pid": component.pid, "start": now - AGO}, servers(True))
    look._judge("mlflow", {"statename": "RUNNING", "pid": component.pid, "start": now - 200}, servers(False))
    assert not killed(component)


def test_what_no_longer_runs_is_forgotten(tmp_path, component, monkeypatch):
    info = {"statename": "RUNNING", "pid": component.pid, "start": int(time.time())}
    look = watch.Watch(Stack(tmp_path, 8080, 5000))
    look.well_at = {(component.pid, float(info["start"])): 2.0, (component.pid, 1.0): 2.0}
    monkeypatch.setattr(watch.health, "look", lambda _: servers(False))
    monkeypatch.setattr(supervision, "states", lambda _: {"mlflow": info})
    look.look()
    assert list(look.well_at) == [(component.pid, float(info["start"]))]


def test_old_heartbeats_mean_nothing_after_the_machine_slept(tmp_path, component):
    look = watch.Watch(Stack(tmp_path, 8080, 5000))
    now = time.time()
    look.awake_since = now - 10
    info = {"statename": "RUNNING", "pid": component.pid, "start": now - AGO}
    look.well_at[component.pid, now - AGO] = now - AGO
    look._judge("mlflow", info, servers(False))
    assert not killed(component)
