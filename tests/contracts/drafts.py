"""Tables of every sort, and the jobs that draft a pipeline file from one and then hold the table against it."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from tests.support.jobs import Ended, Step, Workspace

WORDS = ["a", "b c", "Zoë", "it's", 'say "x"', "1,5", "2;5", "x|y", "yes", "No", "null", "# 5", "a: b", " lead", "~", "2024"]

EXTREME = ["0", "-0.0", "1e300", "-1e300", "1e-300", "5e-324", "0.1", "9007199254740991", "-123456789.125"]
ODD = ["a", '"', "'", ",", ";", "\t", "|", "\n", "\r\n", "é", " ", "#", "&x", "*x", ": ", "- ", "{", "]", "%", "\\", "0", "="]


@dataclass(frozen=True)
class Written:
    """How a table is written."""

    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    decimal: str = "."

    def bytes(self, table: list[list[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=self.delimiter, quotechar=self.quote, lineterminator="\r\n").writerows(table)
        return text.getvalue().encode(self.encoding)


@dataclass(frozen=True)
class Drafting:
    """A folder for one table and its draft."""

    folder: Path
    name: str = "drafted"

    @property
    def file(self) -> Path:
        return self.folder / "pipelines" / f"{self.name}.yaml"

    def workspace(self) -> Workspace:
        return Workspace(self.folder / "home", self.folder / "pipelines", self.name)

    def write(self, content: bytes) -> Path:
        table = self.folder / "home" / "inbox" / "in.csv"
        table.parent.mkdir(parents=True, exist_ok=True)
        table.write_bytes(content)
        return table

    def draft(self, content: bytes, **asked: str) -> Ended:
        self.file.unlink(missing_ok=True)
        values = {"CHURNFLOW_CSV": str(self.write(content)), "CHURNFLOW_NAME": self.name, "CHURNFLOW_OUTPUT": str(self.file)}
        values |= {f"CHURNFLOW_{name.upper()}": value for name, value in asked.items()}
        return self.workspace().run("draft", Step("infer-contract", values))

    def read(self) -> dict[str, Any]:
        drafted: dict[str, Any] = yaml.safe_load(self.file.read_text(encoding="utf-8"))
        return drafted

    def column(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(c for c in self.read()["contract"]["columns"] if c["name"] == name)
        return found

    def accept(self, run: str) -> None:
        """The table goes through load-data and validate-data for training."""
        for job in ("load-data", "validate-data"):
            self.workspace().run(run, Step(job, {"CHURNFLOW_PURPOSE": "training", "CHURNFLOW_INPUT": ""})).succeeded()


def telling(table: list[list[str]], written: Written) -> dict[str, Any]:
    """What the draft must say of the dialect, where it says anything."""
    encoding = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "latin-1": "ISO-8859-1"}.get(written.encoding, "UTF-16")
    everything = "".join(cell for row in table for cell in row)
    if encoding == "ISO-8859-1" and everything.isascii():
        encoding = "UTF-8"
    return {"delimiter": written.delimiter, "encoding": encoding, "decimal": written.decimal}


def random_case(seed: int) -> tuple[list[list[str]], Written]:
    """A table with an id, a target and columns of every sort."""
    chance = random.Random(seed)
    written = Written(
        chance.choice(",;\t|"),
        chance.choice('""\''),
        chance.choice(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
        chance.choice(".,"),
    )
    if written.delimiter == ",":
        written = replace(written, decimal=".")
    rows = chance.choice([12, 60, 400])
    columns = [("customer_id", [f"C{row:05d}" for row in range(rows)])]
    for place in range(chance.randint(3, 8)):
        columns.append((chance.choice(["amount", "Größe", "two words", "y:", "No"]) + str(place), cells(chance, rows, written)))
    columns.append(("number_of_calls", [str(chance.randint(0, 40)) for _ in range(rows)]))
    columns.append(("price", [f"{chance.uniform(-50, 900):.2f}".replace(".", written.decimal) for _ in range(rows)]))
    columns.append(("churn", ["Yes" if row % 4 == 0 else "No" for row in range(rows)]))
    chance.shuffle(columns)
    header = [name for name, _ in columns]
    return [header, *(list(row) for row in zip(*(found for _, found in columns), strict=True))], written


def cells(chance: random.Random, rows: int, written: Written) -> list[str]:
    """A column of one sort, some cells missing."""
    missing = chance.choice([0.0, 0.0, 0.1, 0.7])
    made: dict[str, Callable[[], str]] = {
        "whole": lambda: str(chance.randint(-5, 10**6)),
        "decimal": lambda: f"{chance.gauss(0, 10 ** chance.randint(-3, 9)):.3f}".replace(".", written.decimal),
        "boolean": lambda: chance.choice(["TRUE", "false", "1"]),
        "category": lambda: chance.choice(WORDS),
        "date": lambda: f"{chance.randint(1990, 2030)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        "moment": lambda: (
            f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{chance.randint(2000, 2024)} {chance.randint(0, 23)}:05"
        ),
        "code": lambda: f"{chance.randint(0, 9999):06d}",
        "text": lambda: " ".join(chance.choice(["lorem", "ipsum", "dolor", "sit"]) for _ in range(chance.randint(8, 40))),
        "marked": lambda: chance.choice(["NA", *(str(n) for n in range(60))]),
        "constant": lambda: "same",
        "many": lambda: f"v{chance.randint(0, 5000)}",
        "extreme": lambda: chance.choice(EXTREME).replace(".", written.decimal),
        "odd": lambda: "".join(chance.choice(ODD) for _ in range(chance.randint(1, 6))),
    }
    one = made[chance.choice(list(made))]
    return ["" if chance.random() < missing else one() for _ in range(rows)]


def spoken(ended: Ended) -> str:
    """The one line of an error."""
    lines = [line for line in ended.err.splitlines() if "error:" in line]
    assert len(lines) == 1, ended.err
    return lines[0]


def result(ended: Ended) -> dict[str, Any]:
    """What the job reports."""
    found: dict[str, Any] = json.loads(ended.succeeded().out.splitlines()[-1])
    return found
