"""Asking an Airflow for its DAGs: more of them than one answer has."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from churnflow_stack import passwords, rest, status
from churnflow_stack.places import Stack, StackError
from churnflow_stack.runs import Runs

NAMES = [f"dag-{number:03}" for number in range(230)]


class Airflow:
    """Answers as Airflow's API does, which never lists more than `most` at once, whatever is asked for."""

    def __init__(self, most: int = 100) -> None:
        self.most = most
        self.unpaused: list[str] = []

    def call(self, method: str, path: str, body: Any = None) -> Any:
        url = urlsplit(path)
        if method == "PATCH":
            assert body == {"is_paused": False}
            self.unpaused.append(url.path.removeprefix("/dags/"))
            return {}
        if url.path == "/importErrors":
            return {"import_errors": []}
        assert (method, url.path) == ("GET", "/dags")
        query = {name: int(values[0]) for name, values in parse_qs(url.query).items() if name != "order_by"}
        first = query.get("offset", 0)
        found = NAMES[first : first + min(query["limit"], self.most)]
        return {"dags": [{"dag_id": name, "is_paused": False} for name in found], "total_entries": len(NAMES)}


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
