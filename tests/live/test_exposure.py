"""What the running stack shows to others: nothing beyond this machine, and no secret in logs or fields."""

from __future__ import annotations

import stat

import pytest

from tests.live.runs import Trained
from tests.support import processes
from tests.support.rest import Rest, RestError
from tests.support.stack import Stack


def test_nothing_listens_beyond_this_machine(stack: Stack, trained: Trained) -> None:
    found = stack.listening()
    assert stack.ports <= {port for _, port in found}, "the two servers do listen"
    assert [entry for entry in found if not processes.is_loopback(entry[0])] == []


def test_no_log_and_no_rendered_field_holds_a_secret(stack: Stack, trained: Trained, scored: str) -> None:
    secrets = stack.secrets()
    assert secrets
    shown = {str(file): file.read_bytes() for file in stack.log_files()}
    for dag, run_id in ((trained.dag, trained.run_id), ("telco_churn_inference", scored)):
        shown[f"rendered fields of {run_id}"] = stack.airflow.rendered(dag, run_id).encode()
    leaks = [(name, where) for name, text in secrets.items() for where, said in shown.items() if text.encode() in said]
    assert leaks == []


def test_files_with_passwords_are_readable_by_their_owner_only(stack: Stack) -> None:
    texts = [text.encode() for text in stack.secrets().values()]
    holders = [file for file in stack.small_files() if any(text in file.read_bytes() for text in texts)]
    assert holders
    assert [str(file) for file in holders if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


def test_no_command_line_holds_a_secret(stack: Stack) -> None:
    lines = [processes.command_line(pid) for pid in stack.processes()]
    assert lines
    assert [line for line in lines if any(text in line for text in stack.secrets().values())] == []


@pytest.mark.parametrize("path", ["/api/v2/dags", "/api/v2/variables"])
def test_airflow_answers_nobody_without_a_login(stack: Stack, path: str) -> None:
    with pytest.raises(RestError) as refusal:
        Rest(stack.airflow.url).get(path)
    assert refusal.value.status == 401


@pytest.mark.parametrize("path", ["/api/2.0/mlflow/experiments/search?max_results=1", "/api/2.0/mlflow-artifacts/artifacts"])
def test_mlflow_answers_nobody_without_a_password(stack: Stack, path: str) -> None:
    with pytest.raises(RestError) as refusal:
        Rest(stack.mlflow.url).get(path)
    assert refusal.value.status == 401
