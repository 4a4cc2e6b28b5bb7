"""How long a job takes that has nothing to do."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

from chain import LAUNCHER, REPO, every_job, training

from parts.dag import PIPELINE
from parts.process import peers, run
from parts.section import Row, Section, seconds, table, times
from parts.sitting import Sitting, jobs_environment, with_ids

# What the peer's training step imports before it does anything.
IMPORTS = (
    "import numpy, pandas, mlflow, mlflow.sklearn, sklearn.linear_model\n"
    "from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier"
)
MOST_SECONDS, MOST_SHARE = 0.12, 1 / 30
TIMES, IMPORT_TIMES = 11, 5


def measure(sitting: Sitting) -> Section:
    """`--help` of every job, steps that end as reused, and the peer's imports."""
    jobs = every_job()
    imports = median("peer's imports", [str(sitting.peer_python), "-c", IMPORTS], peers(), IMPORT_TIMES)
    helps = {job: median(f"{job} --help", [str(LAUNCHER), job, "--help"], dict(os.environ)) for job in jobs}
    with tempfile.TemporaryDirectory(prefix="start-", dir=sitting.work) as folder:
        with_ids(sitting.telco, Path(folder) / "telco.csv")
        reused = reused_steps(Path(folder) / "home")
    lines = [(job, seconds(helps[job]), seconds(reused[job]) if job in reused else "") for job in jobs]
    return Section(
        [
            *rows("slowest `--help`, whole process", max(helps.values()), imports),
            *rows("slowest step that ends as reused, whole process", max(reused.values()), imports),
        ],
        [f"Medians of {TIMES} ({IMPORT_TIMES} of the imports):", table(("job", "`--help`", "reused"), lines)],
    )


def rows(work: str, ours: float, imports: float) -> list[Row]:
    """One time against its own limit and against the peer's imports."""
    limit = Row(work, seconds(ours), target=f"at most {MOST_SECONDS} s", met=ours <= MOST_SECONDS)
    share = ours / imports
    beside = Row(
        "beside the peer's imports", seconds(ours), seconds(imports), times(share), "at most 1/30", share <= MOST_SHARE
    )
    return [limit, beside]


def reused_steps(home: Path) -> dict[str, float]:
    """Run the steps that need no MLflow, then each again with the same input."""
    (home / "inbox").mkdir(parents=True)
    environment = jobs_environment(home, REPO / "bench" / "pipelines", PIPELINE, "start")
    found = {}
    for step in training(["logistic-regression"], "telco.csv")[:4]:
        command, variables = [str(LAUNCHER), step.job], environment | step.variables
        run(step.job, command, variables)
        again = run(f"{step.job}, again", command, variables).last_line()
        if again["status"] != "reused":
            raise SystemExit(f"{step.job}: expected the second run to end as reused, found {again['status']}")
        found[step.job] = median(f"{step.job}, reused", command, variables)
    return found


def median(name: str, command: list[str], environment: dict[str, str], count: int = TIMES) -> float:
    """The median of several runs, after one that is not counted."""
    ran = [run(name, command, environment).seconds for _ in range(count + 1)]
    return statistics.median(ran[1:])
