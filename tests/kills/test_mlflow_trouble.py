"""Jobs before an MLflow that refuses them, hangs, or is not there: the right exit code, never a hang."""

from __future__ import annotations

import dataclasses
import signal
import time

import pytest

from tests.kills.chain import AGAIN, FIRST, SCORE, Chain, Use
from tests.support.jobs import Ended

WAITS = 6
TALKS = [
    *[use for use in FIRST if use.step.job in ("evaluate-model", "register-model")],
    *[use for use in AGAIN if use.step.job == "promote-model"],
]


def run(chain: Chain, use: Use, **values: str) -> Ended:
    work = dataclasses.replace(chain.work, variables=chain.work.variables | values)
    return work.run(use.run_id, use.step, seconds=WAITS + 30)


def one_line(ended: Ended, job: str) -> str:
    lines = [line for line in ended.err.splitlines() if line.startswith(f"churnflow {job}: error: ")]
    assert len(lines) == 1, ended.err[-2000:]
    return lines[0]


@pytest.mark.parametrize("use", TALKS, ids=lambda use: use.name)
def test_wrong_credentials_end_with_2_at_once(chain: Chain, use: Use) -> None:
    chain.begin(use)
    begun = time.monotonic()
    ended = run(chain, use, MLFLOW_TRACKING_PASSWORD="wrong-password")
    assert ended.code == 2, ended.err[-2000:]
    assert time.monotonic() - begun < 10
    assert "401" in one_line(ended, use.step.job)
    assert "wrong-password" not in ended.out + ended.err


@pytest.mark.parametrize("use", TALKS, ids=lambda use: use.name)
def test_an_mlflow_that_hangs_ends_with_4_in_time(chain: Chain, use: Use) -> None:
    chain.begin(use)
    chain.server.signal(signal.SIGSTOP)
    try:
        begun = time.monotonic()
        ended = run(chain, use, CHURNFLOW_MLFLOW_TIMEOUT=str(WAITS))
        took = time.monotonic() - begun
    finally:
        chain.server.signal(signal.SIGCONT)
    assert ended.code == 4, ended.err[-2000:]
    assert took < WAITS + 5
    one_line(ended, use.step.job)
    run(chain, use).succeeded()


@pytest.mark.parametrize("use", TALKS, ids=lambda use: use.name)
def test_an_mlflow_that_is_not_there_ends_with_4(chain: Chain, use: Use) -> None:
    chain.begin(use)
    nowhere = "http://127.0.0.1:1"
    ended = run(chain, use, MLFLOW_TRACKING_URI=nowhere, CHURNFLOW_MLFLOW_TIMEOUT=str(WAITS))
    assert ended.code == 4, ended.err[-2000:]
    assert "127.0.0.1:1" in one_line(ended, use.step.job)


def test_predict_uses_the_version_it_knew_while_mlflow_is_away(chain: Chain) -> None:
    use = SCORE[2]
    chain.begin(use)
    publish = SCORE[3]
    run(chain, use).succeeded()
    run(chain, publish).succeeded()
    again = dataclasses.replace(use, run_id="scoring without MLflow")
    for step in SCORE[:2]:
        chain.work.run(again.run_id, step.step).succeeded()
    ended = run(chain, again, MLFLOW_TRACKING_URI="http://127.0.0.1:1", CHURNFLOW_MLFLOW_TIMEOUT=str(WAITS)).succeeded()
    assert ended.result["resolved"] == "cached"
    chain.work.run(again.run_id, publish.step).succeeded()
    scored = [chain.work.folder(i) / "publish-predictions" / "predictions.csv" for i in (use.run_id, again.run_id)]
    assert scored[0].read_bytes() == scored[1].read_bytes()


def test_predict_without_any_known_version_ends_with_4_while_mlflow_is_away(chain: Chain) -> None:
    chain.begin(SCORE[2])
    for known in chain.work.home.glob("state/*/production.json"):
        known.unlink()
    ended = run(chain, SCORE[2], MLFLOW_TRACKING_URI="http://127.0.0.1:1", CHURNFLOW_MLFLOW_TIMEOUT=str(WAITS))
    assert ended.code == 4, ended.err[-2000:]
