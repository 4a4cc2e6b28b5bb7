"""A real supervisord, with a sleeping program in the place of the scheduler: what it refuses, and what that means."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from churnflow_stack import health, supervision, up
from churnflow_stack.down import down
from churnflow_stack.environment import STACK_ID
from churnflow_stack.health import Health
from churnflow_stack.places import Stack, StackError


@pytest.fixture
def stack(tmp_path, monkeypatch) -> Iterator[Stack]:
    made = Stack(tmp_path / "var", 8080, 5000)
    made.make_folders()
    monkeypatch.setattr(supervision, "commands", lambda _: {"scheduler": ["/bin/sleep", "60"]})
    supervision.start(made, os.environ | {STACK_ID: made.id, "CHURNFLOW_VAR": str(made.var)})
    yield made
    down(made)


def test_a_component_that_supervisor_has_started_meanwhile_is_no_error(stack, monkeypatch):
    supervision.run_all(stack)
    assert supervision.states(stack)["scheduler"]["statename"] in ("STARTING", "RUNNING")
    monkeypatch.setattr(supervision, "states", lambda _: {"scheduler": {"statename": "EXITED"}})
    supervision.run_all(stack)


def test_what_supervisor_refuses_is_said_in_a_line(stack, monkeypatch):
    monkeypatch.setattr(supervision, "states", lambda _: {"nobody": {"statename": "STOPPED"}})
    with pytest.raises(StackError, match="supervisord: startProcess: expected an answer, found BAD_NAME: nobody"):
        supervision.run_all(stack)


def test_a_supervisor_that_ends_while_up_waits_is_said_to_have_ended(stack, monkeypatch):
    ask, asked = supervision.ask, []

    def ends(*words):
        asked.append(words)
        return [] if len(asked) == 1 else ask(*words)

    def look(_):
        down(stack)
        return Health({}, {})

    monkeypatch.setattr(supervision, "ask", ends)
    monkeypatch.setattr(health, "look", look)
    with pytest.raises(StackError, match="supervisord has ended"):
        up._wait(stack, time.monotonic())
