"""How a job ends when it is told to, when its parent dies, and when two tries run at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.kills.chain import FIRST, Chain, Use
from tests.support import processes, trees
from tests.support.jobs import Ended, command
from tests.support.places import java

TRAIN = FIRST[4]
JOBS = [use for use in FIRST if use.step.job in ("load-data", "process-data", "train-model", "evaluate-model")]


@pytest.fixture
def started() -> Iterator[Callable[[Chain, Use], subprocess.Popen[str]]]:
    """Starts a job in a process group of its own, and leaves none behind."""
    running: list[subprocess.Popen[str]] = []

    def start(chain: Chain, use: Use) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command(use.step),
            env=chain.environment(use),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize("delay", [0.1, 0.3, 0.6])
@pytest.mark.parametrize("use", JOBS, ids=lambda use: use.name)
def test_sigterm_ends_a_job_within_two_seconds_with_nothing_half_written(
    chain: Chain, use: Use, delay: float, started: Callable[[Chain, Use], subprocess.Popen[str]]
) -> None:
    chain.begin(use)
    before = trees.contents(chain.work.home)
    process = started(chain, use)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGTERM)
    asked = time.monotonic()
    process.wait(timeout=10)
    assert time.monotonic() - asked < 2
    left = trees.contents(chain.work.home)
    assert left == chain.after[use.name] or _only_temporary(before, left)
    chain.work.run(use.run_id, use.step, attempt=2).succeeded()
    assert chain.difference(use) == []


def _only_temporary(before: dict[str, str], left: dict[str, str]) -> bool:
    """Nothing that was published changed, and what is new is hidden from readers by its name."""
    new = left.keys() - before.keys()
    published = [p for p in new if not any(part.startswith(".") for part in Path(p).parts)]
    files = [p for p in published if left[p] != "folder" and Path(p).name != "pipeline.yaml"]
    return all(left.get(path) == digest for path, digest in before.items()) and files == []


@pytest.mark.parametrize("use", JOBS, ids=lambda use: use.name)
def test_of_two_tries_at_once_one_result_remains(
    chain: Chain, use: Use, started: Callable[[Chain, Use], subprocess.Popen[str]]
) -> None:
    chain.begin(use)
    both = [started(chain, use), started(chain, use)]
    ended = [Ended(p.wait(timeout=60), *p.communicate()) for p in both]
    for end in ended:
        end.succeeded()
    assert chain.difference(use) == []
    assert {end.result["step"] for end in ended} == {use.step.job}


def test_the_jvm_dies_with_the_launchers_parent(chain: Chain) -> None:
    chain.begin(TRAIN)
    script = "import subprocess, sys; subprocess.run(sys.argv[1:])"
    parent = subprocess.Popen(
        [sys.executable, "-c", script, *command(TRAIN.step)],
        env=chain.environment(TRAIN) | {"CHURNFLOW_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    jvm = processes.await_child(parent.pid, java(), seconds=10)
    parent.kill()
    parent.wait()
    assert processes.gone(jvm, seconds=2), f"process {jvm} outlived its parent"


def test_a_job_runs_at_a_lower_priority_than_airflow(chain: Chain) -> None:
    chain.begin(TRAIN)
    process = subprocess.Popen(
        command(TRAIN.step),
        env=chain.environment(TRAIN),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        jvm = processes.await_child(process.pid, java(), seconds=10)
        assert os.getpriority(os.PRIO_PROCESS, jvm) > os.getpriority(os.PRIO_PROCESS, 0)
    finally:
        process.kill()
        process.wait()
