"""A table to compare on, and how it is cut."""

from __future__ import annotations

from dataclasses import dataclass, field

from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]

from tests.support.pipelines import Section
from tests.support.rows import Row

FOLDS = 5
FOLD = "outer_fold"


@dataclass(frozen=True)
class Study:
    """A table, and what is known of it.

    `rows` are a CSV's, with `customer_id` and the target `churn`, "Yes" or "No"; `columns` are the contract's. `derived` is
    what our models see of timestamps, by the pipeline file's rules; the rows hold the same, worked out here, as numbers for
    the libraries. `truth` is each row's probability in a table that was made, and None where nobody knows it.
    """

    name: str
    title: str
    rows: list[Row]
    columns: list[Section]
    repeats: int
    truth: list[float] | None = None
    derived: list[Section] = field(default_factory=list)

    @property
    def labels(self) -> list[int]:
        """1 where the customer left."""
        return [int(row["churn"] == "Yes") for row in self.rows]

    @property
    def numbers(self) -> list[str]:
        """The names of the columns that hold numbers for a library."""
        plain = [column["name"] for column in self.columns if column["type"] in ("integer", "number")]
        return plain + [f"{rule['from']}_{rule['part']}" for rule in self.derived]

    @property
    def texts(self) -> list[str]:
        """The names of the columns that hold categories."""
        return [column["name"] for column in self.columns if column["type"] in ("boolean", "category")]

    def folds(self, repeat: int) -> list[int]:
        """Each row's outer fold, from 0; stratified, in an order of its own for each repeat."""
        dealt = [0] * len(self.rows)
        parts = StratifiedKFold(FOLDS, shuffle=True, random_state=repeat + 1).split(self.labels, self.labels)
        for fold, (_, inside) in enumerate(parts):
            for row in inside:
                dealt[row] = fold
        return dealt
