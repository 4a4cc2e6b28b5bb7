"""Cut the Telco table once into a training file and a later batch of customers with their labels.

    python3 data/cut_sample.py telco.csv

Each row gets its row number as `customer_id`. A seventh of each class (seeded, so the cut is always the same) becomes
`telco_new_customers.csv`, without the target, and `telco_new_customers_labels.csv`, what those customers did later;
the other rows, in their old order, become `telco_churn.csv`.
"""

import csv
import random
import sys
from pathlib import Path

SEED = 20261123
LATER_SHARE = 1 / 7
TARGET = "churn"


def main(source: Path, folder: Path) -> None:
    """Read `source` and write the three files into `folder`."""
    with source.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, start=1):
        row["customer_id"] = f"C{number:05d}"
    features = [name for name in rows[0] if name not in (TARGET, "customer_id")]
    later = later_rows(rows, "customer_id", TARGET)
    new = [row for row in rows if row["customer_id"] in later]
    write(folder / "telco_churn.csv", ["customer_id", *features, TARGET], [r for r in rows if r["customer_id"] not in later])
    write(folder / "telco_new_customers.csv", ["customer_id", *features], new)
    write(folder / "telco_new_customers_labels.csv", ["customer_id", TARGET], new)


def later_rows(rows: list[dict[str, str]], key: str, target: str) -> set[str]:
    """Draw the ids (column `key`) of the later batch, the same share of each class."""
    draw = random.Random(SEED)  # noqa: S311 - the same cut every time is what is wanted
    chosen: set[str] = set()
    for label in sorted({row[target] for row in rows}):
        ids = [row[key] for row in rows if row[target] == label]
        chosen.update(draw.sample(ids, round(len(ids) * LATER_SHARE)))
    return chosen


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write the columns of the rows as CSV with line feeds."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).parent)
