"""A hundred runs in a row and twenty triggered at once: all succeed, the scheduler stays well, nothing grows without end."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import TracebackType

import pytest

from tests.compose import chain
from tests.support import evidence, rows
from tests.support.containers import HOME, Containers, missing_docker
from tests.support.rest import RestError

IN_A_ROW, AT_ONCE = int(os.environ.get("CHURNFLOW_RUNS_IN_A_ROW") or 100), 20
RUNS = IN_A_ROW + AT_ONCE
WARM = IN_A_ROW // 5
"""Of the runs in a row: memory is compared from then on, when caches have been filled."""
AFTER_WARM = RUNS - WARM
UNHEALTHY = 60.0
MEMORY_GROWTH = 1.0
"""MiB a run by which the memory of a service may grow. What a collector of garbage has not yet taken comes to some ten MiB over
all of it; a leak of this size would take a service that is run for every hour weeks to its limit, where it is started again."""
LAYER_GROWTH = 0.1
"""MiB a run by which the files in a service's containers, beside the volumes, may grow: nothing removes them before a new
container. With a run an hour, this is less than 1 GiB a year."""
LOOK = 5.0
ACCOUNT = "cat /sys/fs/cgroup/memory.stat /sys/fs/cgroup/memory/memory.stat 2>/dev/null || true"
"""Where the kernel tells a container of its memory, in control groups of version 2 and of version 1."""
Measured = dict[str, float]


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[evidence.Table]:
    with evidence.collected(
        request,
        "endurance",
        f"The stack in containers: {IN_A_ROW} runs in a row, {AT_ONCE} triggered at once",
        "docker-compose.airflow.yml with two Celery workers, from empty volumes. Each run scores the sample's new customers. "
        "Memory is what the kernel counts for a container's processes without files, the workers' summed, from the "
        f"{WARM}th run in a row on. Disk is what is in volumes and, beside them, in a service's containers; what runs leave in "
        "volumes stays until housekeeping removes it.",
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
    """Asks Airflow every few seconds whether the scheduler is well; `longest`: the most seconds for which it was not."""

    def __init__(self, stack: Containers) -> None:
        self.stack, self.longest, self._since = stack, 0.0, 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(LOOK):
            try:
                well = self.stack.airflow.get("/monitor/health")["scheduler"]["status"] == "healthy"
            except (OSError, RestError):
                well = False
            self._since = 0.0 if well else (self._since or time.monotonic())
            self.longest = max(self.longest, time.monotonic() - self._since if self._since else 0.0)


def memory(stack: Containers) -> dict[str, float]:
    """MiB of each service: what its processes hold, without files that they have read or written."""
    return of_services(stack, lambda container: anonymous(stack.docker("exec", container, "sh", "-c", ACCOUNT)))


def anonymous(account: str) -> float:
    """MiB in the kernel's account of a container's memory, of its second or its first version."""
    counts = dict(line.split() for line in account.splitlines())
    return int(counts.get("anon") or counts["total_rss"]) / 2**20


def layers(stack: Containers) -> dict[str, float]:
    """MiB of each service: files that its containers have written beside the volumes."""
    sizes = ("inspect", "--size", "--format", "{{.SizeRw}}")
    return of_services(stack, lambda container: int(stack.docker(*sizes, container)) / 2**20)


def of_services(stack: Containers, measured: Callable[[str], float]) -> dict[str, float]:
    """The sum over the containers of each service."""
    services = stack.compose("ps", "--services").split()
    return {service: sum(measured(container) for container in stack.containers(service)) for service in services}


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


def grown(what: str, before: Measured, after: Measured, runs: int) -> evidence.Table:
    """A row for each, with its growth a run."""
    return [
        (f"{what}{name}, MiB", f"{before[name]:.1f}", f"{after[name]:.1f}", f"{(after[name] - before[name]) / runs:+.2f} a run")
        for name in before
    ]


def beyond(before: Measured, after: Measured, most: float) -> Measured:
    """What has grown by more."""
    return {name: after[name] - before[name] for name in before if after[name] - before[name] > most}


@dataclass(frozen=True)
class Standing:
    """What the services hold at one time."""

    memory: Measured
    disk: Measured
    layers: Measured

    @classmethod
    def of(cls, stack: Containers) -> Standing:
        return cls(memory(stack), disk(stack), layers(stack))


@dataclass(frozen=True)
class Endured:
    """What the runs have taken and left; `warm` is the memory from which on it is compared."""

    seconds: list[float]
    together: float
    unhealthy: float
    before: Standing
    warm: Measured
    after: Standing


def score(stack: Containers, name: str) -> str:
    """Triggers a run."""
    return stack.airflow.trigger(chain.INFERENCE, {"input": "telco_new_customers.csv"}, run_id=name)


def in_a_row(stack: Containers) -> Iterator[float]:
    """The seconds of each run; each begins when the one before has succeeded."""
    for number in range(IN_A_ROW):
        begun = time.monotonic()
        chain.succeeded(stack.airflow, chain.INFERENCE, score(stack, f"row_{number}"))
        yield time.monotonic() - begun


def at_once(stack: Containers) -> float:
    """The seconds until all of them have succeeded."""
    begun = time.monotonic()
    for run in [score(stack, f"once_{number}") for number in range(AT_ONCE)]:
        chain.succeeded(stack.airflow, chain.INFERENCE, run, 1800)
    return time.monotonic() - begun


@pytest.fixture(scope="module")
def endured(stack: Containers, table: evidence.Table, tmp_path_factory: pytest.TempPathFactory) -> Endured:
    many = rows.write(tmp_path_factory.mktemp("large") / chain.LARGE, rows.many_customers(chain.LARGE_ROWS))
    stack.in_worker("sh", "-c", f"mkdir -p {HOME}/inbox && cat >{HOME}/inbox/{chain.LARGE}", given=many)
    chain.run(stack.airflow, "first")
    stack.airflow.pause(chain.TRAINING)  # its schedule's hour would bring another version
    before = Standing.of(stack)
    with Watch(stack) as watch:
        one_by_one = in_a_row(stack)
        seconds = list(islice(one_by_one, WARM))
        warm = memory(stack)
        seconds += one_by_one
        together = at_once(stack)
    done = Endured(sorted(seconds), together, watch.longest, before, warm, Standing.of(stack))
    table += told(stack, done)
    return done


def told(stack: Containers, done: Endured) -> evidence.Table:
    """The rows of the page."""
    active = stack.airflow.get(f"/dags/{chain.INFERENCE}/details")["max_active_runs"]
    median, least, most = done.seconds[len(done.seconds) // 2], done.seconds[0], done.seconds[-1]
    return [
        (f"{IN_A_ROW} in a row: seconds each, median", "", f"{median:.0f}", f"{least:.0f} to {most:.0f}"),
        (f"{AT_ONCE} triggered at once, {active} of them run at a time: seconds for all", "", f"{done.together:.0f}", ""),
        ("longest spell of an unhealthy scheduler, seconds", "", f"{done.unhealthy:.0f}", f"at most {UNHEALTHY:.0f}"),
        *grown("memory of ", done.warm, done.after.memory, AFTER_WARM),
        *grown("disk: ", done.before.disk, done.after.disk, RUNS),
        *grown("disk: in containers of ", done.before.layers, done.after.layers, RUNS),
    ]


def test_every_run_succeeds_to_the_same_predictions(stack: Containers, endured: Endured) -> None:
    ended = {str(run["dag_run_id"]): str(run["state"]) for run in stack.airflow.runs(chain.INFERENCE)}
    wanted = {f"row_{number}" for number in range(IN_A_ROW)} | {f"once_{number}" for number in range(AT_ONCE)}
    assert {run for run in wanted if ended[run] != "success"} == set()
    found = f"cd {HOME}/predictions/telco_churn && sha256sum row_*/predictions.csv once_*/predictions.csv"
    published = stack.in_worker("sh", "-c", found).split()[::2]
    assert (len(published), len(set(published))) == (RUNS, 1)


def test_the_scheduler_is_never_unhealthy_for_long(endured: Endured) -> None:
    assert endured.unhealthy <= UNHEALTHY


def test_no_service_takes_more_memory_with_each_run(endured: Endured) -> None:
    assert beyond(endured.warm, endured.after.memory, MEMORY_GROWTH * AFTER_WARM) == {}


def test_no_container_keeps_files_of_each_run(endured: Endured) -> None:
    assert beyond(endured.before.layers, endured.after.layers, LAYER_GROWTH * RUNS) == {}
