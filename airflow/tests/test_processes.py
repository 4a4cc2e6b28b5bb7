"""Real processes: found by their marks, ended with what they have started, whoever their parent is."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

import pytest
from churnflow_stack import processes

MARKS = {"CHURNFLOW_TEST_MARK": f"{os.getpid()}"}


@pytest.fixture
def family():
    """A shell with a child of its own, both marked; and a stranger beside them."""
    marked = subprocess.Popen(["sh", "-c", "sleep 60 & wait"], env=os.environ | MARKS)
    stranger = subprocess.Popen(["sleep", "60"])
    end = time.monotonic() + 10
    while len(processes.marked(MARKS)) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    yield marked, stranger
    processes.end(MARKS)
    stranger.kill()
    for process in (marked, stranger):
        process.wait()


def test_marked_processes_are_found_with_their_children(family):
    marked, stranger = family
    found = processes.marked(MARKS)
    assert marked.pid in found
    assert stranger.pid not in found
    assert len(found) == 2


def test_all_that_is_marked_is_ended_and_nothing_else(family):
    marked, stranger = family
    assert processes.end(MARKS) == 2
    assert processes.marked(MARKS) == set()
    assert not processes.alive(marked.pid), "a zombie at most"
    assert processes.alive(stranger.pid)
    assert processes.end(MARKS) == 0


def test_who_looks_for_a_mark_does_not_find_itself():
    """`make down` carries the mark of the stack that it ends when it is called by one of its processes."""
    look = "from churnflow_stack import processes; import sys; print(processes.marked({'CHURNFLOW_TEST_MARK': sys.argv[1]}))"
    answer = subprocess.run(
        [sys.executable, "-c", look, MARKS["CHURNFLOW_TEST_MARK"]],
        env=os.environ | MARKS | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "set()"


def test_a_port_in_use_is_seen_and_its_holder_named():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert not processes.is_free("127.0.0.1", port)
        assert processes.listener(port).startswith(f"process {os.getpid()} (")
    assert processes.is_free("127.0.0.1", port)
