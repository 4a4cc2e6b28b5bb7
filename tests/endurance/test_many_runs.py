"""A hundred runs in a row and twenty at once: all succeed, the scheduler stays well, nothing grows without end."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.compose import chain
from tests.support import evidence, rows
from tests.support.containers import HOME, Containers, missing_docker
from tests.support.rest import RestError

IN_A_ROW, AT_ONCE = int(os.environ.get("CHURNFLOW_RUNS_IN_A_ROW") or 100), 20
UNHEALTHY = 60.0
GROWTH = 400.0
"""MiB by which a service may be larger after all of it: caches of the first runs, not a leak a run."""
LOOK = 5.0


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[evidence.Table]:
    with evidence.collected(
        request,
        "endurance",
        f"The stack in containers: {IN_A_ROW} runs in a row, {AT_ONCE} at once",
        "docker-compose.airflow.yml with two Celery workers, from empty volumes. Each run scores the sample's new customers. "
        "Memory is what Docker counts for a container's processes, the workers' summed.",
        ("what", "before", "after", "result"),
    ) as rows:
        yield rows


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Containers]:
    if reason := missing_docker():
        pytest.skip(reason)
    with Containers("bash", tmp_path_factory.mktemp("endurance")) as made:
        yield made


class Watch:
    """Asks Airflow every few seconds whether the scheduler is well; `longest` is the longest spell in which it was not."""

    def __init__(self, stack: Containers) -> None:
        self.stack, self.longest, self._since = stack, 0.0, 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._done.wait(LOOK):
            try:
                well = self.stack.airflow.get("/monitor/health")["scheduler"]["status"] == "healthy"
            except (OSError, RestError):
                well = False
            self._since = 0.0 if well else (self._since or time.monotonic())
            self.longest = max(self.longest, time.monotonic() - self._since if self._since else 0.0)

    def stop(self) -> float:
        self._done.set()
        self._thread.join()
        return self.longest


def memory(stack: Containers) -> dict[str, float]:
    """MiB of each service."""
    found: dict[str, float] = {}
    for service in stack.compose("ps", "--services").split():
        for container in stack.containers(service):
            said = json.loads(stack.docker("stats", "--no-stream", "--format", "{{json .}}", container))["MemUsage"]
            found[service] = found.get(service, 0.0) + mebibytes(said.partition("/")[0])
    return found


def mebibytes(text: str) -> float:
    """Docker's `1.5GiB`."""
    for unit, factor in (("GiB", 1024.0), ("MiB", 1.0), ("KiB", 1 / 1024), ("B", 1 / 1024**2)):
        if text.strip().endswith(unit):
            return float(text.strip().removesuffix(unit)) * factor
    raise ValueError(text)


def disk(stack: Containers) -> dict[str, float]:
    """MiB of each volume."""
    places = {
        "the shared volume": ("worker", HOME),
        "logs": ("worker", "/var/lib/airflow/logs"),
        "PostgreSQL's files": ("postgres", "/var/lib/postgresql/data"),
        "Redis' files": ("redis", "/data"),
        "MLflow's files": ("mlflow", "/var/lib/mlflow"),
    }
    return {name: int(stack.inside(at, "du", "-sk", path).split()[0]) / 1024 for name, (at, path) in places.items()}


def test_a_hundred_in_a_row_and_twenty_at_once(stack: Containers, table: evidence.Table, tmp_path: Path) -> None:
    many = rows.write(tmp_path / chain.LARGE, rows.many_customers(chain.LARGE_ROWS)).read_text()
    stack.in_worker("sh", "-c", f"mkdir -p {HOME}/inbox && cat >{HOME}/inbox/{chain.LARGE}", given=many)
    chain.run(stack.airflow, "first")
    before, stored, watch = memory(stack), disk(stack), Watch(stack)
    seconds = []
    for number in range(IN_A_ROW):
        begun = time.monotonic()
        run = stack.airflow.trigger(chain.INFERENCE, {"input": "telco_new_customers.csv"}, run_id=f"row_{number}")
        chain.succeeded(stack.airflow, chain.INFERENCE, run)
        seconds.append(time.monotonic() - begun)
    begun = time.monotonic()
    at_once = [
        stack.airflow.trigger(chain.INFERENCE, {"input": "telco_new_customers.csv"}, run_id=f"once_{number}")
        for number in range(AT_ONCE)
    ]
    for run in at_once:
        chain.succeeded(stack.airflow, chain.INFERENCE, run, 1800)
    together, longest = time.monotonic() - begun, watch.stop()
    after, kept = memory(stack), disk(stack)
    seconds.sort()
    table.append(
        (
            f"{IN_A_ROW} in a row: seconds each",
            "",
            f"{seconds[len(seconds) // 2]:.0f}",
            f"{seconds[0]:.0f} to {seconds[-1]:.0f}",
        )
    )
    table.append((f"{AT_ONCE} at once: seconds for all", "", f"{together:.0f}", "all succeeded"))
    table.append(("longest spell of an unhealthy scheduler, seconds", "", f"{longest:.0f}", f"at most {UNHEALTHY:.0f}"))
    table.extend((f"memory of {name}, MiB", f"{before[name]:.0f}", f"{after[name]:.0f}", "") for name in before)
    table.extend((f"disk: {name}, MiB", f"{stored[name]:.0f}", f"{kept[name]:.0f}", "") for name in stored)
    assert longest <= UNHEALTHY
    assert {name: after[name] - before[name] for name in before if after[name] - before[name] > GROWTH} == {}
    same = [run for run in stack.airflow.runs(chain.INFERENCE) if run["state"] == "success"]
    assert len(same) == IN_A_ROW + AT_ONCE + 2
    found = f"cd {HOME}/predictions/telco_churn && sha256sum row_*/predictions.csv once_*/predictions.csv"
    published = stack.in_worker("sh", "-c", found).split()[::2]
    assert (len(published), len(set(published))) == (IN_A_ROW + AT_ONCE, 1)
