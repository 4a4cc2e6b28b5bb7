"""Asks the libraries, which have an environment of their own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.peers.quality.study import Study
from tests.support import rows
from tests.support.places import ROOT

PYTHON = ROOT / ".venv" / "peer" / "bin" / "python"
PROGRAM = Path(__file__).parent / "library" / "search.py"


def measured(study: Study, folder: Path, trials: list[dict[str, Any]]) -> dict[str, Any]:
    """Gives the libraries our trials, for each outer fold by algorithm.

    Returns `versions`, and in `splits` for each outer fold the chosen model of each library and algorithm.
    """
    table = rows.write(folder / "table.csv", study.rows, [*study.texts, *study.numbers, "churn"])
    task = {
        "csv": str(table),
        "numbers": study.numbers,
        "folds": [study.folds(repeat) for repeat in range(study.repeats)],
        "trials": trials,
        "threads": os.cpu_count(),
    }
    asked = folder / "task.json"
    asked.write_text(json.dumps(task))
    done = subprocess.run([str(PYTHON), str(PROGRAM), str(asked)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
