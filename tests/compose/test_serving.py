"""The served model: the probabilities of the jobs, for the token only, of the next version without a request lost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.compose.asking import customers, served_model
from tests.compose.chain import NAME, PROMOTION, TRAINING, Chain, promotion_of, succeeded
from tests.support import evidence
from tests.support.containers import HOME, Containers
from tests.support.places import DATA
from tests.support.rest import Rest, RestError
from tests.support.served import ask, asked_all_the_time
from tests.support.stack import await_true

CUSTOMERS = DATA / "telco_new_customers.csv"
ASKS, CLIENTS = 200, 4
STOP = """
import os, pathlib, signal
for process in pathlib.Path("/proc").glob("[0-9]*"):
    if process.name != str(os.getpid()) and b"scoring_server" in (process / "cmdline").read_bytes():
        os.kill(int(process.name), signal.SIGSTOP)
"""
"""Stops the scoring server's own processes, but not the one that has started them."""


@pytest.fixture(scope="module")
def served(stack: Containers, undisturbed: Chain) -> Rest:
    """The served model with its token, once it serves the version in production."""
    rest = served_model(stack)
    await_true(lambda: version(rest) == stack.mlflow.aliases(NAME)["production"], 180, "the version in production to be served")
    return rest


def version(rest: Rest) -> str | None:
    """The version that answers; None where none does."""
    try:
        return str(rest.get("/health")["version"])
    except (OSError, RestError):
        return None


def test_it_says_what_the_jobs_have_said(stack: Containers, undisturbed: Chain, served: Rest) -> None:
    published = stack.in_worker("sh", "-c", f"cat {HOME}/predictions/{NAME}/same_inference-*/predictions.csv").splitlines()
    expected = [float(line.split(",")[1]) for line in published[1:51]]
    found = [row["churn_probability"] for row in served.call("POST", "/predict", customers(50))["predictions"]]
    assert max(abs(a - b) for a, b in zip(found, expected, strict=True)) < 1e-9


def test_a_csv_is_sent_elsewhere(served: Rest) -> None:
    rest = Rest(served.base, {**served.headers, "Content-Type": "text/csv"})
    assert rest.status("POST", "/predict", CUSTOMERS.read_bytes()) == 415


@pytest.mark.parametrize("token", [None, "Bearer", "Bearer wrong", "Basic YWRtaW46eA=="])
def test_it_answers_nobody_without_the_token(served: Rest, token: str | None) -> None:
    rest = Rest(served.base, {"Authorization": token} if token else {})
    with pytest.raises(RestError) as refusal:
        rest.call("POST", "/predict", customers(1))
    assert refusal.value.status == 401


@pytest.mark.parametrize(
    "sent", [b"", b"{", b'{"dataframe_split": {"columns": ["tenure"], "data": [["many"]]}}'], ids=["nothing", "half", "text"]
)
def test_a_bad_request_is_refused_and_the_next_one_answered(served: Rest, sent: bytes) -> None:
    assert served.status("POST", "/predict", sent) in {400, 422}
    assert len(served.call("POST", "/predict", customers(1))["predictions"]) == 1


def test_a_body_that_is_too_large_is_refused(served: Rest) -> None:
    assert served.status("POST", "/predict", b"x" * (17 << 20)) == 413


def test_the_next_version_is_served_without_a_request_lost(
    stack: Containers, undisturbed: Chain, served: Rest, table: evidence.Table
) -> None:
    before, asked = version(served), customers(1)
    with asked_all_the_time(lambda: ask(served, asked)) as heard:
        training = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"served_{stack.runner}")
        succeeded(stack.airflow, TRAINING, training)
        succeeded(stack.airflow, PROMOTION, promotion_of(stack.airflow, training))
        begun = time.monotonic()
        now = stack.mlflow.aliases(NAME)["production"]
        assert now != before, "an equal model is promoted"
        await_true(lambda: version(served) == now, 180, "the next version to be served")
        took = time.monotonic() - begun
        enough = len(heard) + 20
        await_true(lambda: len(heard) >= enough, 60, "answers of the next version")
    assert [answer for answer in heard if isinstance(answer, Exception)] == []
    assert heard[-1] == ask(served, asked)
    table.append(("from promotion to being served", "no request lost", f"{took:.0f}"))


def test_a_version_that_is_withdrawn_is_served_no_more(stack: Containers, served: Rest) -> None:
    now = stack.mlflow.aliases(NAME)["production"]
    stack.mlflow.call("DELETE", "registered-models/alias", {"name": NAME, "alias": "production"})
    try:
        await_true(lambda: version(served) is None, 60, "no version to be served")
        with pytest.raises(RestError) as refusal:
            served.call("POST", "/predict", customers(1))
        assert refusal.value.status == 503
    finally:
        stack.mlflow.call("POST", "registered-models/alias", {"name": NAME, "alias": "production", "version": now})
    await_true(lambda: version(served) == now, 120, "the version to be served again")


def test_a_server_that_hangs_is_started_again(stack: Containers, served: Rest) -> None:
    """What is stopped answers nothing, so an answer is another process's."""
    stack.inside("serving", "python", "-c", STOP)
    with pytest.raises((OSError, RestError)):
        served.call("POST", "/predict", customers(1))
    await_true(lambda: version(served) is not None, 120, "another one to answer")
    assert len(served.call("POST", "/predict", customers(1))["predictions"]) == 1


@pytest.mark.parametrize("count", [1, 1000])
def test_latency_and_throughput_are_put_on_record(
    stack: Containers, undisturbed: Chain, served: Rest, table: evidence.Table, count: int
) -> None:
    sent = customers(count)
    served.call("POST", "/predict", sent)
    one = sorted(seconds(lambda: served.call("POST", "/predict", sent)) for _ in range(ASKS // 2))
    begun = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients:
        for done in [clients.submit(ask_often, served, sent, ASKS // CLIENTS) for _ in range(CLIENTS)]:
            done.result()
    rate = ASKS / (time.monotonic() - begun)
    alone = f"median {1000 * one[len(one) // 2]:.0f} ms, 95 % {1000 * one[int(0.95 * len(one))]:.0f} ms"
    shown = f"{alone}; {rate:.0f} requests a second by four clients"
    table.append((f"a request of {count:,} customers to the served model", shown, ""))


def ask_often(served: Rest, sent: dict[str, object], times: int) -> None:
    for _ in range(times):
        served.call("POST", "/predict", sent)


def seconds(call: Callable[[], object]) -> float:
    begun = time.monotonic()
    call()
    return time.monotonic() - begun


def test_health_needs_no_token_and_tells_the_version(served: Rest) -> None:
    said = json.loads(Rest(served.base).raw("GET", "/health"))
    assert said["status"] == "ok" and said["model"] == NAME and int(said["version"]) >= 1
