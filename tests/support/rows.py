"""Small and spoiled copies of the sample table."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.support.places import DATA

Row = dict[str, str]


def training(count: int | None = None) -> list[Row]:
    """The first rows of the training table."""
    return read(DATA / "telco_churn.csv")[:count]


def new_customers(count: int | None = None) -> list[Row]:
    """The first rows of the table without the target."""
    return read(DATA / "telco_new_customers.csv")[:count]


def many_customers(count: int) -> list[Row]:
    """New customers again and again, each under an id of its own."""
    customers = new_customers()
    return [{**customers[row % len(customers)], "customer_id": f"C{row}"} for row in range(count)]


def write(path: Path, rows: list[Row], columns: list[str] | None = None) -> Path:
    """Writes a CSV by rename, so that an inbox never shows half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name("." + path.name + ".draft")
    with draft.open("w", newline="") as out:
        writer = csv.DictWriter(out, columns or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return draft.rename(path)


def read(path: Path) -> list[Row]:
    """A CSV's rows."""
    with path.open(newline="") as source:
        return list(csv.DictReader(source))
