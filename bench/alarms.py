"""Count false and missed alarms by the jars' own code: `make alarm-rates`, which writes the table of docs/monitoring.md.

A model is trained on made customers by the real jobs; batches of customers like those, and of changed ones, are then held
against its reference in one process (`bench/learners`, `AlarmRates`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from chain import REPO, Step, mlflow_server, run, training
from parts.page import Stamp

from tests.support import evidence

PAGE = REPO / "docs" / "monitoring.md"
BEGIN, END = "<!-- alarms: written by make alarm-rates -->", "<!-- alarms: end -->"
PIPELINE = "simulated_year"
ALGORITHM = "gradient-boosting"
TRAINING_ROWS = "6000"
MOST_FALSE = 0.05
LEAST_FOUND = 95
HARMLESS = "harmless"


def main() -> int:
    """1 where a limit is missed."""
    began = time.monotonic()
    found = counted()
    text = f"{page(found)}\n\n{Stamp.now('gradient boosting').text(time.monotonic() - began)}"
    print(text)
    evidence.put_between(PAGE, BEGIN, END, text)
    return 0 if kept(found) else 1


def counted() -> dict[str, Any]:
    """Train a model, and count over batches held against its reference."""
    with tempfile.TemporaryDirectory(prefix="alarms-") as folder:
        home = Path(folder)
        (home / "inbox").mkdir()
        with mlflow_server(REPO / ".venv/mlflow/bin/python", home / "mlflow") as address:
            variables = environment(home, address)
            made = {"CHURNFLOW_OUTPUT": str(home / "inbox" / PIPELINE), "CHURNFLOW_MONTHS": "1", "CHURNFLOW_ROWS": "1"}
            run(Step("generate-data", made | {"CHURNFLOW_TRAINING_ROWS": TRAINING_ROWS, "CHURNFLOW_SEED": "77"}), variables)
            for step in training([ALGORITHM], f"{PIPELINE}/customers.csv")[:-1]:
                run(step, variables)
        (trained,) = (home / "runs" / PIPELINE).iterdir()
        model, reference = (
            trained / "train-model" / ALGORITHM / "model.onnx",
            trained / "evaluate-model" / "drift_reference.json",
        )
        words = [str(REPO / "bench" / "alarms"), "--model", str(model), "--reference", str(reference), *sys.argv[1:]]
        done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return answer


def environment(home: Path, mlflow: str) -> dict[str, str]:
    """What the jobs are given."""
    return dict(os.environ) | {
        "CHURNFLOW_HOME": str(home),
        "CHURNFLOW_PIPELINES": str(REPO / "data"),
        "CHURNFLOW_JOBS": str(REPO / "jobs"),
        "CHURNFLOW_PIPELINE": PIPELINE,
        "CHURNFLOW_RUN_ID": "alarms",
        "MLFLOW_TRACKING_URI": mlflow,
    }


def kept(found: dict[str, Any]) -> bool:
    """Whether both limits are."""
    quiet = found["years"]["high"] <= MOST_FALSE
    return quiet and all(
        one["count"] <= one["of"] - LEAST_FOUND if one["change"] == HARMLESS else one["count"] >= LEAST_FOUND
        for one in found["changes"]
    )


def page(found: dict[str, Any]) -> str:
    """The tables, as Markdown."""
    batches, years, below = found["batches"], found["years"], found["below"]
    policy = f"`retraining: {{violations: 2, batches: 3}}`, `bound: {{metric: pr_auc, minimum: {found['bound']}}}`"
    watched = f"{batches['watch']} | {batches['total']:,} | | |"
    started = f"{years['count']} | {years['of']} | {interval(years)} | at most {MOST_FALSE:.0%} |"
    lines = [
        f"Batches of {found['rows']:,} made customers, a model trained on {int(TRAINING_ROWS):,}, the usual limits of `drift`,",
        f"{policy}:",
        "",
        "| nothing has changed | alarms | of | 95 % interval | limit |",
        "| --- | --- | --- | --- | --- |",
        f"| batches with the verdict `act` | {batches['act']} | {batches['total']:,} | | |",
        f"| batches with the verdict `watch` | {watched}",
        f"| years of twelve batches in which a training would have started | {started}",
        f"| batches whose predictions were called `below` | {below['count']} | {below['of']} | {interval(below)} | |",
        "",
        "| what sets in | told by | a training within two batches | of | 95 % interval | limit |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in found["changes"]:
        limit = f"at most {one['of'] - LEAST_FOUND}" if one["change"] == HARMLESS else f"at least {LEAST_FOUND}"
        lines.append(
            f"| {one['change']}: {one['meaning']} | {one['by']} | {one['count']} | {one['of']} | {interval(one)} | {limit} |"
        )
    return "\n".join(lines)


def interval(counts: dict[str, float]) -> str:
    """Wilson's, in percent."""
    return f"{counts['low']:.1%} to {counts['high']:.1%}"


if __name__ == "__main__":
    sys.exit(main())
