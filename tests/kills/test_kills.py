"""A job killed at any write, rename or connect leaves nothing or all, and a plain retry makes it whole.

The points are drawn by seed from those that an undisturbed run passes. `CHURNFLOW_KILL_POINTS` says how many a job,
`CHURNFLOW_SEED` which.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from tests.kills.chain import KILLED, Chain, Use
from tests.support import evidence, strace
from tests.support.jobs import command
from tests.support.places import missing_tool

COUNT = int(os.environ.get("CHURNFLOW_KILL_POINTS", "20"))
SEED = int(os.environ.get("CHURNFLOW_SEED", "1"))
REDRAWS = 5 * COUNT

pytestmark = pytest.mark.skipif(missing_tool("strace") is not None, reason=str(missing_tool("strace")))


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[evidence.Table]:
    """Collects one row a job; `make soak` turns them into a page of evidence."""
    with evidence.collected(
        request,
        "kills",
        "Kills at chosen system calls",
        f"Each job was killed (SIGKILL) when it entered a drawn system call (seed {SEED}), then run "
        "again. Afterwards every file on the shared volume except `receipt.json`, and what MLflow shows "
        "(one run a candidate, one logged model a run with the same `model.onnx`, one version, linked to its model), "
        "equalled an undisturbed run's.",
        ("job", "points to choose from", "kills", "calls", "seconds"),
    ) as rows:
        yield rows


@pytest.mark.parametrize("use", KILLED, ids=lambda use: use.name)
def test_a_retry_after_a_kill_equals_an_undisturbed_run(chain: Chain, use: Use, table: evidence.Table) -> None:
    begun = time.monotonic()
    chain.begin(use)
    choices = strace.points(command(use.step), chain.environment(use), chain.work.home, chain.log)
    killed: list[strace.Point] = []
    for point in strace.draw(choices, COUNT + REDRAWS, SEED):
        if len(killed) == COUNT:
            break
        if _killed_and_whole_again(chain, use, point):
            killed.append(point)
    assert len(killed) >= min(COUNT, len(choices)) * 3 // 4, f"only {killed} of {len(choices)} points hit"
    calls = ", ".join(sorted({point.call for point in killed}))
    took = f"{time.monotonic() - begun:.0f}"
    table.append((use.step.name, str(len(choices)), str(len(killed)), calls, took))


def _killed_and_whole_again(chain: Chain, use: Use, point: strace.Point) -> bool:
    """False when this run did not come past the point, so that nothing was killed."""
    chain.begin(use)
    if not strace.kill_at(point, command(use.step), chain.environment(use), chain.log):
        return False
    chain.work.run(use.run_id, use.step, attempt=2).succeeded()
    assert chain.difference(use) == [], f"killed at {point}"
    return True
