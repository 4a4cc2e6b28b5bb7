"""What is left of a start that does not come to its end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from churnflow_stack import processes, supervision, up
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


def test_tables_are_made_once(stack, started, airflow):
    does(airflow, MIGRATES)
    up._start(stack)
    up._start(stack)
    assert started == ["supervisor"] * 2
    assert Path(f"{airflow}.log").read_text() == "migrated\n"
