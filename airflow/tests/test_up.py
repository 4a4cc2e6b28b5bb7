"""What is left of a start that does not come to its end."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from churnflow_stack import passwords, processes, supervision, up
from churnflow_stack.environment import environment
from churnflow_stack.places import Stack, StackError

MIGRATES = 'echo migrated >>"$0.log"; touch "$AIRFLOW_HOME/airflow.db"'


@pytest.fixture
def started(monkeypatch) -> list[str]:
    """Notes each start of a supervisor in the place of one."""
    seen: list[str] = []
    monkeypatch.setattr(supervision, "start", lambda *_: seen.append("supervisor"))
    monkeypatch.setattr(processes, "is_free", lambda *_: True)
    return seen


@pytest.fixture
def stack(tmp_path) -> Stack:
    made = Stack(tmp_path / "var", 8080, 5000)
    made.make_folders()
    return made


@pytest.fixture
def airflow(tmp_path, monkeypatch) -> Path:
    """A real program in the place of `airflow`."""
    program = tmp_path / "airflow"
    monkeypatch.setattr(supervision, "AIRFLOW", str(program))
    return program


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """As at a keyboard: what a shell has started in the background is told to ignore SIGINT."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def does(airflow: Path, text: str) -> None:
    airflow.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    airflow.chmod(0o755)


@pytest.mark.parametrize(("text", "error"), [("exit 1", StackError), ("kill -INT $PPID; exec sleep 9", KeyboardInterrupt)])
def test_tables_that_were_not_made_leave_no_supervisor_and_are_made_by_the_next_start(stack, started, airflow, text, error):
    does(airflow, text)
    with pytest.raises(error):
        up._start(stack)
    assert started == []
    does(airflow, MIGRATES)
    up._start(stack)
    assert started == ["supervisor"]
    assert Path(f"{airflow}.log").read_text() == "migrated\n"


@pytest.fixture
def supervisor(stack) -> Iterator[int]:
    """The number of a process with the environment that a start gives now."""
    given = environment(stack, passwords.keep(stack))
    with subprocess.Popen(["sleep", "60"], env=given) as running:
        yield running.pid
        running.kill()


def test_who_gives_a_running_stack_another_setting_is_told(stack, supervisor, monkeypatch, capsys):
    up._warn(stack, supervisor)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("OPENLINEAGE_URL", "http://127.0.0.1:5001")
    up._warn(stack, supervisor)
    assert capsys.readouterr().err.startswith("churnflow: OPENLINEAGE_URL: the stack that runs has not got this")


def test_every_start_has_the_settings_of_the_stacks_own_file_and_the_shells_first(stack, monkeypatch):
    stack.settings.write_text("CHURNFLOW_NOTIFY_MAIL=team@example.org\nCHURNFLOW_INPUT_ROOTS=/data\nOTEL_SERVICE_NAME=file\n")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "shell")
    given = environment(stack, passwords.keep(stack))
    wanted = ("CHURNFLOW_NOTIFY_MAIL", "CHURNFLOW_INPUT_ROOTS", "OTEL_SERVICE_NAME")
    assert [given[name] for name in wanted] == ["team@example.org", "/data", "shell"]


def test_tables_are_made_once(stack, started, airflow):
    does(airflow, MIGRATES)
    up._start(stack)
    up._start(stack)
    assert started == ["supervisor"] * 2
    assert Path(f"{airflow}.log").read_text() == "migrated\n"
