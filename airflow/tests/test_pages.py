"""Asking an Airflow for what there is more of than one answer has: DAGs, runs, tasks."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from churnflow_stack import passwords, rest, status
from churnflow_stack.places import Stack, StackError
from churnflow_stack.runs import Runs

from tests.support import airflow as of_the_tests

NAMES = [f"dag-{number:03}" for number in range(230)]
LAST_PART = 229
"""The only task that has failed."""


class Airflow:
    """Answers as Airflow's API does, which never lists more than `most` at once, whatever is asked for."""

    def __init__(self, most: int = 100) -> None:
        self.most = most
        self.unpaused: list[str] = []
        self.lists = {
            "/dags": ("dags", [{"dag_id": name, "is_paused": False} for name in NAMES]),
            "/dags/d/dagRuns": ("dag_runs", [{"dag_run_id": str(number)} for number in range(122)]),
            "/dags/d/dagRuns/r/taskInstances": ("task_instances", [part(number) for number in range(LAST_PART + 1)]),
        }

    def call(self, method: str, path: str, body: Any = None) -> Any:
        url = urlsplit(path)
        if method == "PATCH":
            assert body == {"is_paused": False}
            self.unpaused.append(url.path.removeprefix("/dags/"))
            return {}
        assert method == "GET"
        if url.path in self.lists:
            key, entries = self.lists[url.path]
            query = {name: int(values[0]) for name, values in parse_qs(url.query).items()}
            first = query.get("offset", 0)
            return {key: entries[first : first + min(query["limit"], self.most)], "total_entries": len(entries)}
        return {
            "/importErrors": {"import_errors": []},
            "/dags/d/dagRuns/r": {"state": "failed"},
            "/dags/d/dagRuns/r/taskInstances/predict/logs/1": {"content": [{"event": "why it failed"}]},
        }[url.path]


def part(number: int) -> dict[str, Any]:
    return {
        "dag_id": "d",
        "dag_run_id": "r",
        "task_id": "predict",
        "map_index": number,
        "try_number": 1,
        "state": "failed" if number == LAST_PART else "success",
        "duration": 1.0,
        "end_date": "2026-11-24T00:00:00Z",
    }


@pytest.mark.parametrize("most", [100, 7, 1000])
def test_all_dags_are_found(most):
    airflow = Airflow(most)
    Runs(airflow).ready([NAMES[-1], NAMES[0]], seconds=0)
    assert airflow.unpaused == [NAMES[-1], NAMES[0]]


def test_a_dag_that_is_not_there_is_named():
    with pytest.raises(StackError, match="expected the DAGs late, found none within 0 s"):
        Runs(Airflow()).ready([NAMES[0], "late"], seconds=0)


def test_status_shows_all_dags(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(rest, "airflow", lambda *_: Airflow())
    stack = Stack(tmp_path / "var", 8080, 5000)
    stack.make_folders()
    passwords.keep(stack)
    status._dags(stack)
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[2:]] == NAMES


def test_all_tasks_of_a_run_are_told_of_and_the_last_one_says_why_it_failed(capsys):
    with pytest.raises(StackError, match=rf"the end of predict \[{LAST_PART}\]'s log:\n    why it failed"):
        Runs(Airflow()).follow("d", "r")
    told = [line for line in capsys.readouterr().out.splitlines() if "predict [" in line]
    assert len(told) == LAST_PART + 1


def test_the_tests_own_client_sees_everything_too(monkeypatch):
    monkeypatch.setattr(of_the_tests.Airflow, "login", lambda _: None)
    client = of_the_tests.Airflow("", "", "")
    monkeypatch.setattr(client, "call", Airflow().call)
    assert client.dag_ids() == set(NAMES)
    assert len(client.runs("d")) == 122
    assert len(client.tasks("d", "r")) == LAST_PART + 1
