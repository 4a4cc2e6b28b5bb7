"""A hundred parts of one table, every fifth killed while it writes and run again: the bytes of a table scored at once."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.test_shards import begin, part, published, put_together, work
from tests.support import evidence, rows
from tests.support.jobs import Step, Workspace, command

__all__ = ["work"]

PARTS = 100
ROWS = PARTS * 16_384
RUN = "a hundred"


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[evidence.Table]:
    with evidence.collected(
        request,
        "many-shards",
        "A hundred parts of one table, some killed",
        "A table was scored at once, and again in parts in a drawn order (seed 1). Of every fifth part the job was killed "
        "(SIGKILL) at a drawn moment after it had begun to write, where it had not ended by then, and run again. The published "
        "file had the same bytes.",
        ("customers", "parts", "killed while they wrote", "seconds for the parts"),
    ) as rows:
        yield rows


@pytest.fixture(scope="module")
def large(work: Workspace) -> Workspace:
    """The same volume with a table of as many batches as there are parts, and a run that has scored it at once."""
    customers = rows.new_customers()
    with (work.home / "inbox" / "many.csv").open("w", newline="") as out:
        writer = csv.DictWriter(out, list(customers[0]))
        writer.writeheader()
        writer.writerows({**customers[row % len(customers)], "customer_id": f"C{row}"} for row in range(ROWS))
    begin(work, "large at once")
    part(work, "large at once", 1, 1).succeeded()
    put_together(work, "large at once", 1).succeeded()
    return work


def test_a_hundred_parts_with_kills_give_the_bytes_of_one(large: Workspace, table: evidence.Table) -> None:
    begun = time.monotonic()
    begin(large, RUN)
    order = random.Random(1)
    numbers = list(range(1, PARTS + 1))
    order.shuffle(numbers)
    killed = []
    for number in numbers:
        if number % 5 == 0 and kill(large, number, order.uniform(0.0, 0.2)):
            killed.append(number)
            assert drafts(large, number) != [], "what it had begun to write"
    refused = put_together(large, RUN, PARTS)
    assert refused.code == 2, "parts are missing"
    assert len(killed) >= PARTS // 10, "most kills hit"
    counts = [part(large, RUN, number, PARTS).succeeded().result["rows"] for number in numbers]
    # Batches are not cut, and are of about as many bytes as a part: here and there a part has two, and the next none.
    assert sum(counts) == ROWS and max(counts) <= 2 * 16_384
    assert sum(count > 0 for count in counts) >= PARTS * 9 // 10
    put_together(large, RUN, PARTS).succeeded()
    assert published(large, RUN) == published(large, "large at once")
    left = [path for path in large.folder(RUN).rglob("*") if path.name.endswith((".tmp", ".draft", ".lock"))]
    assert left == [], f"left behind: {left}"
    table.append((f"{ROWS:,}", str(PARTS), str(len(killed)), f"{time.monotonic() - begun:.0f}"))


def made(work: Workspace, number: int) -> Path:
    """Where a part is, once it is whole."""
    return work.folder(RUN) / "predict" / f"{number}-of-{PARTS}"


def drafts(work: Workspace, number: int) -> list[Path]:
    """What a part's job writes into until it is whole."""
    whole = made(work, number)
    return list(whole.parent.glob(f".{whole.name}.*.tmp"))


def kill(work: Workspace, number: int, seconds: float) -> bool:
    """Whether it was still writing, so long after it had begun to."""
    step = Step("predict", {"CHURNFLOW_SHARD": f"{number}/{PARTS}"})
    running = subprocess.Popen(
        command(step),
        env=work.environment(RUN, step),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while not drafts(work, number) and not made(work, number).exists() and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(seconds)
    os.killpg(running.pid, signal.SIGKILL)
    return running.wait() == -signal.SIGKILL and not made(work, number).exists()
