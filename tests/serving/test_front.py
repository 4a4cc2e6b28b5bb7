"""The front of the served model, against a real registry and real models: who is answered, and by which version.

The tests follow one another on one front: from no version over the first and the second to the end.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving.front import CASES, FRONT_SECONDS, MODEL, MOST_MEGABYTES, PYTHON, SECONDS, Front, Versions
from tests.support import processes
from tests.support.cases import CLOSE, expected, frame, worst
from tests.support.mlflow_server import MlflowServer
from tests.support.places import ROOT
from tests.support.rest import Rest, RestError
from tests.support.served import Answer, ask, asked_all_the_time, request
from tests.support.stack import await_true

ROWS = 20
FIRST, SECOND = "logistic-regression", "gradient-boosting-platt"


@pytest.fixture(scope="module", autouse=True)
def account(server: MlflowServer) -> Iterator[None]:
    """MLflow's client takes address and password from the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.variables().items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="module")
def versions(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return Versions(server, tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def front(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with Front(server, tmp_path_factory.mktemp("front")) as running:
        yield running


@pytest.fixture(scope="module")
def waiting(front: Front, versions: Versions) -> Front:
    """The front while no version is in production."""
    await_true(lambda: status(front.rest, "/health") == 503, SECONDS, "the front to answer")
    return front


@pytest.fixture(scope="module")
def first(waiting: Front, versions: Versions) -> str:
    """The first version, served."""
    version = versions.make(FIRST)
    versions.produce(version)
    waiting.await_version(version)
    return version


@pytest.fixture(scope="module")
def handed_over(front: Front, versions: Versions, first: str) -> tuple[str, list[Answer | Exception]]:
    """The second version, served, and what has been answered meanwhile."""
    version = versions.make(SECOND)
    with asked_all_the_time(lambda: ask(front.rest, customers())) as heard:
        versions.produce(version)
        front.await_version(version)
        enough = len(heard) + 20
        await_true(lambda: len(heard) >= enough, SECONDS, "answers of the second version")
    return version, heard


@pytest.fixture(scope="module")
def second(handed_over: tuple[str, list[Answer | Exception]]) -> str:
    return handed_over[0]


def customers(**cells: Any) -> dict[str, Any]:
    """The first customers of the table, all with these cells."""
    return request(frame(CASES).head(ROWS).assign(**cells))


def status(rest: Rest, path: str) -> int:
    return rest.status("GET", path)


def refused(rest: Rest, body: dict[str, Any]) -> RestError:
    with pytest.raises(RestError) as refusal:
        ask(rest, body)
    return refusal.value


def right(answer: Answer, algorithm: str) -> bool:
    """Whether the probabilities are those of the jars."""
    return worst(answer.probabilities, expected(CASES, algorithm)[:ROWS]) <= CLOSE


def test_nothing_is_answered_while_no_version_is_in_production(waiting: Front) -> None:
    assert refused(waiting.rest, customers()).status == 503


def test_the_version_in_production_answers_with_the_probabilities_of_the_jars(front: Front, first: str) -> None:
    answer = ask(front.rest, customers())
    assert answer.version == first
    assert right(answer, FIRST)


def test_health_says_which_version_answers_and_needs_no_token(front: Front, first: str) -> None:
    assert Rest(front.rest.base).get("/health") == {"status": "ok", "model": MODEL, "version": first}


@pytest.mark.parametrize("token", [None, "Bearer", "Bearer wrong", "Basic YWRtaW46eA=="])
def test_nobody_is_answered_without_the_token(front: Front, first: str, token: str | None) -> None:
    assert refused(Rest(front.rest.base, {"Authorization": token} if token else {}), customers()).status == 401


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"[]", b'{"dataframe_split": {"columns": ["tenure"], "data": [["many"]]}}'],
    ids=["nothing", "half", "no table", "text"],
)  # fmt: skip
def test_a_damaged_body_is_refused_and_the_next_one_answered(front: Front, first: str, sent: bytes) -> None:
    rest = Rest(front.rest.base, {**front.rest.headers, "Content-Type": "application/json"})
    assert rest.status("POST", "/predict", sent) == 400
    assert ask(front.rest, customers()).version == first


def test_a_table_without_the_models_columns_is_refused_in_words(front: Front, first: str) -> None:
    refusal = refused(front.rest, request(frame(CASES).head(1)[["tenure"]]))
    assert refusal.status == 400
    assert "Traceback" not in refusal.body


def test_a_body_that_is_too_large_is_refused(front: Front, first: str) -> None:
    rest = Rest(front.rest.base, {**front.rest.headers, "Content-Type": "application/json"})
    assert rest.status("POST", "/predict", b" " * ((MOST_MEGABYTES << 20) + 1)) == 413


def test_a_body_of_more_customers_than_memory_may_hold_is_refused(front: Front, first: str) -> None:
    rest = Rest(front.rest.base, {**front.rest.headers, "Content-Type": "application/json"})
    many = b'{"dataframe_records": [' + b"{}," * 100_000 + b"{}]}"
    assert len(many) < MOST_MEGABYTES << 20
    assert rest.status("POST", "/predict", many) == 413


def test_what_the_scoring_server_cannot_read_is_refused_and_nobody_else_suffers(front: Front, first: str) -> None:
    rest = Rest(front.rest.base, {**front.rest.headers, "Content-Type": "application/json"})
    odd = b'{"dataframe_split": {"columns": ["tenure"], "data": [[' + b"9" * 6000 + b"]]}}"
    for _ in range(20):
        assert rest.status("POST", "/predict", odd) == 400
        assert ask(front.rest, customers()).version == first
        assert ask(front.rest, customers()).version == first


def test_a_body_that_does_not_come_is_waited_for_no_longer(front: Front, first: str) -> None:
    host, port = front.rest.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as slow:
        head = f"POST /predict HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {front.token}\r\n"
        slow.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n".encode() + b"{")
        assert slow.recv(100).split()[1] == b"408"


def test_a_csv_is_sent_elsewhere(front: Front, first: str) -> None:
    rest = Rest(front.rest.base, {**front.rest.headers, "Content-Type": "text/csv"})
    assert rest.status("POST", "/predict", b"tenure\n1\n") == 415


def test_the_next_version_takes_over_without_a_request_lost(
    front: Front, first: str, handed_over: tuple[str, list[Answer | Exception]]
) -> None:
    second, heard = handed_over
    answers = [one for one in heard if isinstance(one, Answer)]
    assert [one for one in heard if one not in answers] == []
    assert {one.version for one in answers} == {first, second}
    assert all(right(one, FIRST if one.version == first else SECOND) for one in answers)


def test_of_the_version_before_nothing_is_left(front: Front, second: str) -> None:
    await_true(lambda: len(list(front.folder.glob("version-*"))) == 1, SECONDS, "the first version's files to be gone")


def test_a_version_that_does_not_start_leaves_the_one_before_serving(front: Front, versions: Versions, second: str) -> None:
    damaged = versions.make_damaged()
    versions.produce(damaged)
    try:
        await_true(lambda: f"version {damaged}: its server has ended" in front.log(), SECONDS, "the log to say why")
        assert front.version() == second
        assert right(ask(front.rest, customers()), SECOND)
        end_scoring(front, second)
    finally:
        versions.produce(second)
    await_true(lambda: len(list(front.folder.glob("version-*"))) == 1, SECONDS, "the files of the damaged version to be gone")


def test_a_version_that_is_withdrawn_is_served_no_more(front: Front, versions: Versions, second: str) -> None:
    versions.withdraw()
    try:
        front.await_version(None)
        assert refused(front.rest, customers()).status == 503
    finally:
        versions.produce(second)
    front.await_version(second)


def test_a_server_that_dies_over_a_request_is_a_502_and_started_again(front: Front, second: str) -> None:
    refusal = refused(front.rest, customers(tenure=-1))
    assert refusal.status == 502
    assert f"version {second}" in refusal.body
    await_true(lambda: right(ask(front.rest, customers()), SECOND), SECONDS, "its server to be started again")


def test_a_model_that_takes_too_long_is_a_504(front: Front, second: str) -> None:
    assert refused(front.rest, customers(tenure=-2)).status == 504
    assert right(ask(front.rest, customers()), SECOND)


def test_a_server_that_hangs_is_a_504_and_another_one_is_started(front: Front, second: str) -> None:
    hanging = front.scoring()
    for pid in hanging:
        os.kill(pid, signal.SIGSTOP)
    refusal = refused(front.rest, customers())
    assert refusal.status == 504
    assert f"within {FRONT_SECONDS} s" in refusal.body
    await_true(lambda: not hanging & front.scoring() and front.version() == second, SECONDS, "another one to answer")
    assert right(ask(front.rest, customers()), SECOND)


def test_while_mlflow_is_away_what_serves_goes_on_and_is_even_started_again(
    front: Front, server: MlflowServer, second: str
) -> None:
    server.stop()
    try:
        await_true(lambda: "Max retries exceeded" in front.log(), SECONDS, "a look that finds no MLflow")
        assert right(ask(front.rest, customers()), SECOND)
        end_scoring(front, second)
    finally:
        server.start()


def end_scoring(front: Front, version: str) -> None:
    """Kills the scoring servers; that of the version is started again, and answers."""
    for pid in front.scoring():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    await_true(lambda: front.version() is None, SECONDS, "its end to be noticed")
    front.await_version(version)
    assert right(ask(front.rest, customers()), SECOND)


def test_what_comes_with_a_model_is_not_given_the_front_s_secrets(front: Front, second: str) -> None:
    given = [Path(f"/proc/{pid}/environ").read_bytes() for pid in front.scoring()]
    assert given
    secrets = [front.variables[name] for name in ("CHURNFLOW_SERVING_TOKEN", "MLFLOW_TRACKING_PASSWORD")]
    assert [secret for secret in secrets if any(secret.encode() in each for each in given)] == []


def test_it_ends_with_its_servers_when_it_is_told_to(front: Front, second: str) -> None:
    scoring = front.scoring()
    assert scoring
    front.process.terminate()
    assert front.process.wait(30) in {0, -signal.SIGTERM}
    assert all(processes.gone(pid, 10) for pid in scoring)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CHURNFLOW_SERVING_TOKEN", "", "expected a value, found nothing"),
        ("CHURNFLOW_SERVING_MEGABYTES", "many", "expected a whole number above 0, found 'many'"),
    ],
)
def test_a_setting_that_is_wrong_is_named(front: Front, name: str, value: str, words: str) -> None:
    command = [str(PYTHON), str(ROOT / "serving" / "serve.py")]
    wrong = front.variables | {name: value}
    done = subprocess.run(command, env=wrong, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, f"churnflow serving: error: {name}: {words}")
