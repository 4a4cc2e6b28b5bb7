"""Cut modeldata's table of loans once into a training file and a later batch of loans with their labels.

    apt-get install r-cran-modeldata
    Rscript -e 'options(scipen = 15); write.csv(modeldata::lending_club, "loans.csv", row.names = FALSE, na = "")'
    python3 data/cut_loans.py loans.csv

Each loan gets its row number as `loan_id`; a seventh of each class is the later batch, as in `cut_sample.py`.
"""

import csv
import sys
from pathlib import Path

from cut_sample import later_rows, write

TARGET = "Class"


def main(source: Path, folder: Path) -> None:
    """Read `source` and write the three files into `folder`."""
    with source.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    features = [name for name in rows[0] if name != TARGET]
    for number, row in enumerate(rows, start=1):
        row["loan_id"] = f"L{number:05d}"
    later = later_rows(rows, "loan_id", TARGET)
    new = [row for row in rows if row["loan_id"] in later]
    known = [row for row in rows if row["loan_id"] not in later]
    write(folder / "lending_club.csv", ["loan_id", *features, TARGET], known)
    write(folder / "lending_club_new_loans.csv", ["loan_id", *features], new)
    write(folder / "lending_club_new_loans_labels.csv", ["loan_id", TARGET], new)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).parent)
