"""Inputs that must be refused: what is wrong, the exit code of the table, words of the error line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support import rows

PIPELINE = "bad_churn"
TRAINING, INFERENCE = f"{PIPELINE}_training", f"{PIPELINE}_inference"


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
