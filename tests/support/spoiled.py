"""Inputs that must be refused: what is wrong, the exit code of the table, words of the error line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support import rows
from tests.support.airflow import Airflow
from tests.support.rest import RestError

PIPELINE = "bad_churn"
TRAINING, INFERENCE = f"{PIPELINE}_training", f"{PIPELINE}_inference"
CANARY = "canary-was-executed"
REFUSED_BY_FORM = 400


@dataclass(frozen=True)
class Spoiled:
    """One bad input, and how the run with it must end."""

    name: str
    dag: str
    code: int
    words: tuple[str, ...]
    conf: dict[str, Any] = field(default_factory=dict)
    make: Callable[[Path], Any] = lambda inbox: None


def _file(name: str, code: int, words: tuple[str, ...], make: Callable[[Path], Any], dag: str = INFERENCE) -> Spoiled:
    """A file of this name in the inbox, made by `make`."""
    conf = {"input": f"{PIPELINE}/{name}.csv"}

    def put(inbox: Path) -> None:
        (inbox / PIPELINE).mkdir(parents=True, exist_ok=True)
        make(inbox / PIPELINE / f"{name}.csv")

    return Spoiled(name, dag, code, words, conf, put)


def _changed(count: int, row: int, **cells: str) -> Callable[[Path], Any]:
    """Good rows but for these cells of one row."""

    def make(path: Path) -> None:
        table = rows.new_customers(count)
        table[row].update(cells)
        rows.write(path, table)

    return make


def _without(column: str, table: list[rows.Row]) -> Callable[[Path], Any]:
    return lambda path: rows.write(path, table, [name for name in table[0] if name != column])


def _one_class(path: Path) -> None:
    rows.write(path, [row for row in rows.training() if row["churn"] == "No"][:600])


def _twice(path: Path) -> None:
    table = rows.new_customers(20)
    rows.write(path, [*table, table[3]])


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40 + b"\xff\xfe\x00\x81")


def _outside(inbox: Path) -> Path:
    """A good file, but beside the allowed roots."""
    return rows.write(inbox.parents[1] / "outside" / "customers.csv", rows.new_customers(20))


def _link(inbox: Path) -> None:
    link = inbox / PIPELINE / "link.csv"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(_outside(inbox))


FILES = [
    Spoiled("no file", INFERENCE, 2, ("nowhere.csv",), {"input": f"{PIPELINE}/nowhere.csv"}),
    _file("empty", 3, ("empty.csv",), lambda path: path.write_bytes(b"")),
    _file(
        "header_only",
        3,
        ("header_only.csv",),
        lambda path: rows.write(path, [], list(rows.new_customers(1)[0])),
    ),
    _file("no_column", 3, ("tenure",), _without("tenure", rows.new_customers(20))),
    _file("no_target", 3, ("churn",), _without("churn", rows.training(600)), TRAINING),
    _file("one_class", 3, ("churn",), _one_class, TRAINING),
    _file(
        "category",
        3,
        ("internet_service", "Carrier pigeon"),
        _changed(20, 4, internet_service="Carrier pigeon"),
    ),
    _file("text_number", 3, ("monthly_charges", "a lot", "7"), _changed(20, 5, monthly_charges="a lot")),
    _file("twice", 3, ("customer_id",), _twice),
    _file("garbage", 3, ("garbage.csv",), _garbage),
    Spoiled("link", INFERENCE, 2, ("link.csv",), {"input": f"{PIPELINE}/link.csv"}, _link),
    Spoiled("dots", INFERENCE, 2, ("outside",), {"input": "../../outside/customers.csv"}, _outside),
    Spoiled("absolute", INFERENCE, 2, ("/etc/hostname",), {"input": "/etc/hostname"}),
]


def hostile(canary: Path) -> dict[str, str]:
    """Texts that would create `canary` if any part ran them."""
    touch = f"touch {canary}"
    return {
        "substitution": f"$({touch})",
        "backticks": f"`{touch}`",
        "double quotes": f'"; {touch}; "',
        "single quotes": f"'; {touch}; '",
        "newline": f"a.csv\n{touch}\n",
        "template": "{{ ds }}",
        "template code": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "option": "--help",
        "script": f"{canary}.sh",
    }


@dataclass(frozen=True)
class Sent:
    """A conf that was sent, and the run it became; None where the REST API refused it."""

    dag: str
    conf: dict[str, Any]
    run_id: str | None


def send(airflow: Airflow, pipeline: str, canary: Path) -> dict[str, Sent]:
    """Each hostile text in each conf value that takes a text."""
    texts = hostile(canary)
    sent = {}
    for name, text in [*texts.items(), ("all", " ".join(texts.values()).replace("\n", " "))]:
        for dag, conf in _confs(pipeline, text, with_runs=name == "all"):
            sent[f"{name} as {'/'.join(conf)} of {dag}"] = Sent(dag, conf, _trigger(airflow, dag, conf))
    return sent


def complaints(airflow: Airflow, sent: dict[str, Sent], seconds: float = 240) -> list[str]:
    """The runs that did anything but fail at their first try."""
    found = []
    for name, each in sent.items():
        if each.run_id is None:
            continue
        state = airflow.wait(each.dag, each.run_id, seconds)["state"]
        tries = max(task["try_number"] for task in airflow.tasks(each.dag, each.run_id))
        if state != "failed" or tries > 1:
            found.append(f"{name}: {state} after {tries} tries")
    return found


def _trigger(airflow: Airflow, dag: str, conf: dict[str, Any]) -> str | None:
    try:
        return airflow.trigger(dag, conf)
    except RestError as error:
        assert error.status == REFUSED_BY_FORM, error
        return None


def _confs(pipeline: str, text: str, with_runs: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """The form refuses most; the last two become runs, so they are sent only once with everything in one text."""
    training, inference, promotion = (f"{pipeline}_{kind}" for kind in ("training", "inference", "promotion"))
    yield inference, {"input": text}
    yield training, {"algorithms": [text]}
    yield training, {"approval": text}
    yield promotion, {"action": text}
    yield promotion, {"candidate_version": text}
    yield promotion, {"approval": text}
    if with_runs:
        yield promotion, {"action": "rollback", "reason": text}
        yield inference, {text: "x"}
