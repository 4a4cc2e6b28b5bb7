"""The tables: Telco, two other public ones, and two that a seeded generator makes out of known probabilities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np

from tests.peers.quality.study import Study
from tests.support import pipelines, rows
from tests.support.places import DATA

Array = Any
CARDINALITIES = {"shop": 200, "product": 500, "postcode": 1000}


def telco() -> Study:
    """The Telco table before it was cut: training rows, then the later batch with its labels."""
    table = whole("telco_churn.csv", "telco_new_customers", pipelines.sample())
    return Study("telco", "Telco, 7,043 customers", table, pipelines.sample()["contract"]["columns"], repeats=2)


def loans() -> Study:
    """The loans before they were cut."""
    pipeline = pipelines.beside_data("lending_club")
    table = whole("lending_club.csv", "lending_club_new_loans", pipeline)
    return Study("loans", "Loans, 9,857, of which 5.2 % went bad", table, pipeline["contract"]["columns"], repeats=1)


def flights() -> Study:
    """Every third flight of the sample, December among them; of the departure models see hour and weekday."""
    pipeline = pipelines.beside_data("nyc_flights")
    table = whole("nyc_flights.csv", "nyc_flights_december", pipeline)[::3]
    for row in table:
        departure = datetime.fromisoformat(row["scheduled_departure"])
        row["scheduled_departure_hour"] = str(departure.hour)
        row["scheduled_departure_weekday"] = str(departure.isoweekday())
    title = f"Flights, {len(table):,}, of which 10.1 % were disrupted"
    columns, derived = pipeline["contract"]["columns"], pipeline["features"]["derived"]
    return Study("flights", title, table, columns, repeats=1, derived=derived)


def whole(training: str, later: str, pipeline: pipelines.Section) -> list[rows.Row]:
    """A table of data/ before it was cut, its id and target called and spelt as Telco's are."""
    key, target = pipeline["contract"]["id"], pipeline["contract"]["target"]
    labels = {row[key]: row[target["column"]] for row in rows.read(DATA / f"{later}_labels.csv")}
    table = rows.read(DATA / training)
    table += [row | {target["column"]: labels[row[key]]} for row in rows.read(DATA / f"{later}.csv")]
    for row in table:
        row["customer_id"] = row.pop(key)
        row["churn"] = "Yes" if row.pop(target["column"]) == target["positive"] else "No"
    return table


def interactions() -> Study:
    """24,000 rows; what columns say they say in pairs: no column but one raises or lowers the rate alone.

    The log odds are 1.6 times the sign of a · b, 1.2 times c · d, and the sign of e, turned round in two of four regions;
    f, g, h say nothing.
    """
    random = np.random.default_rng(20_26)
    count = 24_000
    numbers = {name: random.normal(size=count).round(6) for name in "abcdefgh"}
    kind = random.choice(["north", "east", "south", "west"], size=count)
    turned = np.where(np.isin(kind, ["north", "east"]), 1.0, -1.0)
    odds = -1 + 1.6 * np.sign(numbers["a"] * numbers["b"]) + 1.2 * numbers["c"] * numbers["d"] + turned * np.sign(numbers["e"])
    return _made("interactions", "Interactions, 24,000 made rows", random, odds, numbers, {"region": kind})


def categories() -> Study:
    """24,000 rows; three columns of 200, 500 and 1,000 categories, each with an effect of its own, and two numbers.

    The effects on the log odds are normal with a deviation of 0.8. Some categories are far more frequent than others: the
    weight of the k-th is 1 / (k + 20). One number has a wave, one a slope.
    """
    random = np.random.default_rng(20_27)
    count = 24_000
    numbers = {name: random.normal(size=count).round(6) for name in ("usage", "balance")}
    odds = -1.2 + 0.8 * np.sin(2 * numbers["usage"]) + 0.4 * numbers["balance"]
    texts = {}
    for name, size in CARDINALITIES.items():
        weights = 1 / (np.arange(size) + 20)
        drawn = random.choice(size, size=count, p=weights / weights.sum())
        names = random.permutation(size)  # so that the alphabet's order tells nothing
        odds += random.normal(scale=0.8, size=size)[drawn]
        texts[name] = np.array([f"{name} {names[level]:04d}" for level in drawn])
    return _made("categories", "Many categories, 24,000 made rows", random, odds, numbers, texts)


def _made(name: str, title: str, random: Any, odds: Array, numbers: dict[str, Array], texts: dict[str, Array]) -> Study:
    truth = 1 / (1 + np.exp(-odds))
    left = random.random(len(truth)) < truth
    cells = {column: [str(value) for value in values] for column, values in (numbers | texts).items()}
    table = [
        {
            "customer_id": f"M{row:05d}",
            **{column: cells[column][row] for column in cells},
            "churn": "Yes" if left[row] else "No",
        }
        for row in range(len(truth))
    ]
    columns = [{"name": column, "type": "number" if column in numbers else "category"} for column in cells]
    return Study(name, title, table, columns, repeats=1, truth=[float(value) for value in truth])


TABLES: dict[str, Callable[[], Study]] = {
    "telco": telco,
    "loans": loans,
    "flights": flights,
    "interactions": interactions,
    "categories": categories,
}
