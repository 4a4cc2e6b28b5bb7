#!/usr/bin/env python3
"""Make the jars' AOT caches from real work: train, promote and score the sample, against a real MLflow, in a scratch folder.

A cache holds the classes that the recorded run has used, and serves only the JVM that has made it (CHURNFLOW_JAVA). Caches
that are newer than their jars are kept. Where no MLflow is at hand, `build/make-aot` makes smaller caches from `--help`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from chain import (
    REPO,
    Step,
    drift,
    every_job,
    inference,
    mlflow_server,
    page,
    performance,
    preparation,
    profile,
    promotion,
    retraining,
    run,
    simulation,
    training,
)

PIPELINE = "telco_churn"


def main() -> None:
    """Rehearse unless every cache is there."""
    if all(is_current(job) for job in every_job()):
        return
    began = time.monotonic()
    print("         rehearsing the jobs, two or three minutes, to make their caches ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="churnflow-rehearsal-") as folder:
        home = Path(folder)
        (home / "inbox").mkdir()
        write_pipeline(home / "pipelines")
        with mlflow_server(REPO / ".venv/mlflow/bin/python", home / "mlflow") as address:
            recorded: set[str] = set()
            for run_id, step in rehearsal(home):
                rehearse(step, environment(home, address, run_id), step.job not in recorded)
                recorded.add(step.job)
    print(f"  {time.monotonic() - began:4.0f} s  the jars have their caches")


def rehearsal(home: Path) -> list[tuple[str, Step]]:
    """Run ids and steps. A cache records one run, so the learner with the most classes of its own goes first."""
    train = training(["logistic-regression", "gradient-boosting"], f"{PIPELINE}.csv")
    score = inference("telco_new_customers.csv") + drift()
    prepare = preparation(REPO / "data" / f"{PIPELINE}.csv", home / "draft.yaml") + simulation(home / "months")
    first = [("rehearsal", step) for step in prepare + train + profile() + promotion()]
    later = [("scoring", step) for step in score + performance("telco_new_customers_labels.csv") + page()]
    return [*first, *later, *[("retraining", step) for step in retraining(f"{PIPELINE}.csv")]]


def write_pipeline(folder: Path) -> None:
    """The sample's file, but that what becomes of scored customers is learned from."""
    text = (REPO / "dags" / "pipelines" / f"{PIPELINE}.yaml").read_text(encoding="utf-8")
    begin = "\ntraining:\n"
    if text.count(begin) != 1:
        raise SystemExit(f"{PIPELINE}.yaml: expected one section training, found {text.count(begin)}")
    folder.mkdir()
    (folder / f"{PIPELINE}.yaml").write_text(text.replace(begin, f"{begin}  outcomes: {{}}\n"), encoding="utf-8")


def rehearse(step: Step, variables: dict[str, str], record: bool) -> None:
    """Run a step, the first of each job as the recording of its cache."""
    cache = cache_of(step.job)
    if not record or is_current(step.job):
        run(step, variables)
        return
    part = cache.with_name(cache.name + ".part")
    run(step, variables | {"CHURNFLOW_AOT_TRAIN": str(part)})
    shutil.move(part, cache)


def environment(home: Path, mlflow: str, run_id: str) -> dict[str, str]:
    """What every job of the rehearsal is given."""
    return dict(os.environ) | {
        "CHURNFLOW_HOME": str(home),
        "CHURNFLOW_PIPELINES": str(home / "pipelines"),
        "CHURNFLOW_INPUT_ROOTS": str(REPO / "data"),
        "CHURNFLOW_JOBS": str(REPO / "jobs"),
        "CHURNFLOW_PIPELINE": PIPELINE,
        "CHURNFLOW_RUN_ID": run_id,
        "MLFLOW_TRACKING_URI": mlflow,
    }


def jar_of(job: str) -> Path:
    """Where the build puts a job's jar."""
    return REPO / "jobs" / job / "target" / f"{job}.jar"


def cache_of(job: str) -> Path:
    """Where the launcher looks for a job's cache."""
    return jar_of(job).with_suffix(".aot")


def is_current(job: str) -> bool:
    """Whether the cache is there and was made after its jar."""
    cache = cache_of(job)
    return cache.is_file() and cache.stat().st_mtime >= jar_of(job).stat().st_mtime


if __name__ == "__main__":
    main()
