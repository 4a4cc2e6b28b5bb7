"""Skips where there is no Docker; one evidence page for all of it."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator

import pytest

from tests.compose import chain
from tests.support import evidence, rows
from tests.support.containers import HOME, Containers, missing_docker
from tests.support.places import SAMPLE
from tests.support.stack import Stack


@pytest.fixture(scope="session", autouse=True)
def _docker() -> None:
    if reason := missing_docker():
        pytest.skip(reason)


@pytest.fixture(scope="session", params=["bash", "docker"])
def runner(request: pytest.FixtureRequest) -> str:
    """How a task runs its job; each has a stack and a page of its own, so that one can be shown without the other."""
    return str(request.param)


@pytest.fixture(scope="session")
def table(request: pytest.FixtureRequest, runner: str) -> Iterator[evidence.Table]:
    with evidence.collected(
        request,
        f"compose-{runner}",
        f"The stack in containers, with the {runner} runner: runs, bytes, faults",
        "docker-compose.airflow.yml with PostgreSQL, Redis, two Celery workers and MLflow, from empty volumes. "
        "Nobody helped after a fault. A disturbed training left one finished run and model a candidate, one "
        "parent run, one version, and models with the bytes of an undisturbed one's; what showed the fault is said.",
        ("what", "result", "seconds"),
        of=f"[{runner}",
    ) as rows:
        yield rows


@pytest.fixture(scope="session")
def embedded(_docker: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of what the runs leave on the embedded stack."""
    stack = Stack(tmp_path_factory.mktemp("embedded"))
    stack.pipelines.mkdir(parents=True)
    shutil.copy(SAMPLE, stack.pipelines)
    with stack:
        rows.write(stack.inbox / chain.LARGE, rows.many_customers(chain.LARGE_ROWS))
        for dag in (chain.TRAINING, chain.PROMOTION, chain.INFERENCE):
            stack.airflow.unpause(dag)
        chain.run(stack.airflow, "same")
        parts = [stack.home / part for part in ("models", "predictions", "runs")]
        files = [file for part in parts for file in part.rglob("*") if file.is_file()]
        return {str(file.relative_to(stack.home)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="session")
def stack(
    runner: str, embedded: dict[str, str], tmp_path_factory: pytest.TempPathFactory, table: evidence.Table
) -> Iterator[Containers]:
    """The stack with each runner, one after the other."""
    begun = time.monotonic()
    with Containers(runner, tmp_path_factory.mktemp(runner)) as made:
        table.append(("from empty volumes to healthy", "every component", f"{time.monotonic() - begun:.0f}"))
        yield made


@pytest.fixture(scope="session")
def undisturbed(stack: Containers, table: evidence.Table, tmp_path_factory: pytest.TempPathFactory) -> chain.Chain:
    """Training, promotion and inferences that nobody disturbs."""
    table_of_many = rows.write(tmp_path_factory.mktemp("large") / chain.LARGE, rows.many_customers(chain.LARGE_ROWS))
    stack.in_worker("sh", "-c", f"mkdir -p {HOME}/inbox && cat >{HOME}/inbox/{chain.LARGE}", given=table_of_many)
    done = chain.run(stack.airflow, "same")
    table.append(("training, promotion, two inferences", "success", f"{done.seconds:.0f}"))
    assert stack.jobs() == []
    return done
