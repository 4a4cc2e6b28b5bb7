"""What the tests of served models share: a table as MLflow's scoring protocol has it, and who has answered it with what."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from tests.support.rest import Rest, RestError


def request(table: pd.DataFrame) -> dict[str, Any]:
    """The table as JSON, missing cells as null."""
    cells = table.astype(object).where(table.notna(), None)
    return {"dataframe_split": {"columns": list(table), "data": cells.to_numpy().tolist()}}


@dataclass(frozen=True)
class Answer:
    """The version that has answered, as the headers say, and its probabilities."""

    version: str
    probabilities: list[float]


def ask(rest: Rest, body: dict[str, Any]) -> Answer:
    """One prediction; a RestError where it is refused."""
    asked = urllib.request.Request(f"{rest.base}/predict", json.dumps(body).encode(), {**rest.headers, **JSON})
    try:
        with urllib.request.urlopen(asked, timeout=rest.timeout) as answer:
            rows = json.load(answer)["predictions"]
            return Answer(answer.headers["churnflow-model-version"], [row["churn_probability"] for row in rows])
    except urllib.error.HTTPError as error:
        raise RestError("POST", asked.full_url, error.code, error.read().decode()) from error


JSON = {"Content-Type": "application/json"}


@contextmanager
def asked_all_the_time(question: Callable[[], Answer], threads: int = 2) -> Iterator[list[Answer | Exception]]:
    """Asks until the block ends; what came of it, one after the other."""
    done = threading.Event()
    heard: list[Answer | Exception] = []

    def ask_on() -> None:
        while not done.is_set():
            try:
                heard.append(question())
            except Exception as error:  # whatever it is, a request was lost
                heard.append(error)

    asking = [threading.Thread(target=ask_on) for _ in range(threads)]
    for thread in asking:
        thread.start()
    try:
        yield heard
    finally:
        done.set()
        for thread in asking:
            thread.join()
