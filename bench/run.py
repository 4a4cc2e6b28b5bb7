"""Time one training run of our jars against the same pipeline in Python, step by step, in one sitting.

    make bench

Both read the same CSV (the whole Telco table with a row number as id), write to one MLflow server started for the
purpose, and run as one process a step, one after the other. Times are wall-clock seconds of whole processes; where a
chain runs more than once the median run, by its sum, is shown. Prints Markdown. Needs the stack's environments.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from chain import LAUNCHER, REPO, mlflow_server, training

PIPELINE = "telco_peer"
ALGORITHMS = {"logistic-regression": "lr", "random-forest": "rf", "gradient-boosting": "gbt"}
JOBS = (
    "load-data",
    "validate-data",
    "process-data",
    "train-model",
    "evaluate-model",
    "register-model",
    "promote-model",
    "predict",
)


@dataclass(frozen=True)
class Timed:
    """A step's name and how many wall-clock seconds its process took."""

    step: str
    seconds: float


def main() -> None:
    """Run both chains and print the table."""
    options = arguments()
    if not options.peer.is_file():
        print(f"skipped: the peer pipeline is not here ({options.peer})")
        return
    with tempfile.TemporaryDirectory(prefix="churnflow-bench-") as folder:
        work = Path(folder)
        source = with_ids(options.table, work / "telco.csv")
        with mlflow_server(options.mlflow_python, work / "mlflow") as address:
            ours = median_run([run_ours(work / f"ours{n}", source, address) for n in range(options.runs)])
            peer = median_run([run_peer(work / f"peer{n}", source, address, options) for n in range(options.runs)])
        helps = {job: help_seconds(job) for job in JOBS}
    report(ours, peer, helps, options.runs)


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    shared = REPO.parent / "shared"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", type=Path, default=shared / "peer" / "peer.py", help="the peer pipeline")
    parser.add_argument("--table", type=Path, default=shared / "data" / "telco.csv", help="the Telco table")
    parser.add_argument("--peer-python", type=Path, default=REPO / ".venv/peer/bin/python")
    parser.add_argument("--mlflow-python", type=Path, default=REPO / ".venv/mlflow/bin/python")
    parser.add_argument("--runs", type=int, default=3, help="how often each chain runs (default %(default)s)")
    return parser.parse_args()


def with_ids(table: Path, target: Path) -> Path:
    """Copy the table with a row number as `customer_id`, which our contract asks for."""
    with table.open(newline="", encoding="utf-8") as source, target.open("w", newline="", encoding="utf-8") as out:
        reader, writer = csv.reader(source), csv.writer(out, lineterminator="\n")
        writer.writerow(["customer_id", *next(reader)])
        writer.writerows([f"C{number:05d}", *row] for number, row in enumerate(reader, start=1))
    return target


def run_ours(home: Path, source: Path, address: str) -> list[Timed]:
    """Run our training chain in a shared volume of its own."""
    inbox = home / "inbox"
    inbox.mkdir(parents=True)
    shutil.copy(source, inbox / "telco.csv")
    environment = os.environ | {
        "CHURNFLOW_HOME": str(home),
        "CHURNFLOW_PIPELINES": str(REPO / "bench" / "pipelines"),
        "CHURNFLOW_PIPELINE": PIPELINE,
        "CHURNFLOW_RUN_ID": home.name,
        "CHURNFLOW_JOBS": str(REPO / "jobs"),
        "MLFLOW_TRACKING_URI": address,
    }
    return [
        timed(
            " ".join([step.job, step.variables.get("CHURNFLOW_ALGORITHM", "")]).strip(),
            [str(LAUNCHER), step.job],
            environment | step.variables,
        )
        for step in training(list(ALGORITHMS), "telco.csv")
    ]


def run_peer(folder: Path, source: Path, address: str, options: argparse.Namespace) -> list[Timed]:
    """Run the peer's training chain in a folder of its own."""
    environment = os.environ | {"MLFLOW_TRACKING_URI": address}

    def step(name: str, *more: str) -> Timed:
        command = [str(options.peer_python), str(options.peer), name.split()[0], "--dir", str(folder), *more]
        return timed(name, command, environment)

    steps = [step("load", "--input", str(source)), step("validate", "--target", "churn")]
    steps.append(step("process", "--target", "churn", "--id", "customer_id"))
    steps += [step(f"train {algorithm}", "--model", short) for algorithm, short in ALGORITHMS.items()]
    return [*steps, step("evaluate"), step("register", "--name", "churn-peer")]


def timed(step: str, command: list[str], environment: dict[str, str]) -> Timed:
    """Run one process to its end and take its time; a failure ends the benchmark."""
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        sys.exit(f"{step} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    print(f"  {step}: {seconds:.2f} s", file=sys.stderr, flush=True)
    return Timed(step, seconds)


def median_run(runs: list[list[Timed]]) -> list[Timed]:
    """The run whose sum is the middle one."""
    return sorted(runs, key=total)[len(runs) // 2]


def total(run: list[Timed]) -> float:
    """The sum of a chain's step times."""
    return sum(step.seconds for step in run)


def help_seconds(job: str, runs: int = 11) -> float:
    """The median time of the job's `--help`, after one run that is not counted."""
    command = [str(LAUNCHER), job, "--help"]
    times = [timed(f"{job} --help", command, dict(os.environ)).seconds for _ in range(runs + 1)]
    return statistics.median(times[1:])


def report(ours: list[Timed], peer: list[Timed], helps: dict[str, float], runs: int) -> None:
    """Print the two chains, their ratio and the start-up times as Markdown."""
    print(f"Machine: {os.cpu_count()} cores, {platform.machine()}; median of {runs} runs each.\n")
    print("| step | jars, s | Python peer, s |\n| --- | --- | --- |")
    for mine, theirs in zip(ours, peer, strict=True):
        print(f"| {mine.step} | {mine.seconds:.2f} | {theirs.seconds:.2f} |")
    ratio = total(ours) / total(peer)
    print(f"| **sum** | **{total(ours):.2f}** | **{total(peer):.2f}** |")
    print(f"\nThe jars take {ratio:.3f} of the peer's time, 1/{1 / ratio:.1f} (target: at most 1/5).\n")
    print("| job | median of `--help`, s (target: at most 0.2) |\n| --- | --- |")
    for job, seconds in helps.items():
        print(f"| {job} | {seconds:.3f} |")


if __name__ == "__main__":
    main()
