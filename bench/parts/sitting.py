"""What all parts of one sitting share: what was asked, where files are, the tables made for it."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

from chain import REPO

from parts.process import peers, run

TRAIN_SEED, TEST_SEED = 1, 2


@dataclass(frozen=True)
class Sitting:
    """The sizes that were asked for, and the places."""

    rows: int
    test_rows: int
    scoring_rows: int
    peer_scoring_rows: int
    growth_rows: int
    smile_rows: int
    runs: int
    repeat: int
    peer_repeat: int
    threads: int
    tolerance: float
    work: Path
    shared: Path
    peer_python: Path
    mlflow_python: Path

    @property
    def peer(self) -> Path:
        """The peer's pipeline."""
        return self.shared / "peer" / "peer.py"

    @property
    def telco(self) -> Path:
        """The whole Telco table, without ids."""
        return self.shared / "data" / "telco.csv"

    def missing(self) -> str:
        """What cannot be measured without, in words; empty where all is there."""
        absent = [str(path) for path in (self.peer, self.telco, self.peer_python, self.mlflow_python) if not path.exists()]
        return "not here: " + ", ".join(absent) if absent else ""

    def sample(self, rows: int, seed: int = TRAIN_SEED) -> Path:
        """A table of that many rows, shaped like Telco's; made once and kept."""
        target = self.work / f"telco-{rows}-{seed}.csv"
        if not target.exists():
            self.work.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".part")
            maker = self.shared / "peer" / "telco_like.py"
            command = [str(self.peer_python), str(maker), str(self.telco), str(rows), str(draft), str(seed)]
            run(f"making {rows:,} rows", command, peers())
            draft.rename(target)
        return target

    def test(self) -> Path:
        """Rows that no learner is fitted on."""
        return self.sample(self.test_rows, TEST_SEED)


def with_ids(source: Path, target: Path) -> Path:
    """Copy the Telco table with a row number as `customer_id`, which our contract asks for."""
    with source.open(newline="", encoding="utf-8") as given, target.open("w", newline="", encoding="utf-8") as out:
        reader, writer = csv.reader(given), csv.writer(out, lineterminator="\n")
        writer.writerow(["customer_id", *next(reader)])
        writer.writerows([f"C{number:05d}", *row] for number, row in enumerate(reader, start=1))
    return target


def jobs_environment(home: Path, pipelines: Path, pipeline: str, run_id: str) -> dict[str, str]:
    """What every job is given; its input lies in the shared volume's inbox or beside the volume."""
    return os.environ | {
        "CHURNFLOW_HOME": str(home),
        "CHURNFLOW_INPUT_ROOTS": f"{home / 'inbox'}:{home.parent}",
        "CHURNFLOW_PIPELINES": str(pipelines),
        "CHURNFLOW_PIPELINE": pipeline,
        "CHURNFLOW_RUN_ID": run_id,
        "CHURNFLOW_JOBS": str(REPO / "jobs"),
    }
