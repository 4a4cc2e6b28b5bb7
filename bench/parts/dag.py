"""The training DAG's tasks, one after the other, beside the same pipeline in Python."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from chain import LAUNCHER, REPO, mlflow_server, training

from parts.process import Ran, peers, run
from parts.section import Section, ratio, seconds, table
from parts.sitting import Sitting, jobs_environment, with_ids

PIPELINE = "telco_peer"
ALGORITHMS = {"logistic-regression": "lr", "random-forest": "rf", "gradient-boosting": "gbt"}


def measure(sitting: Sitting) -> Section:
    """Run both chains as often as asked, in turn, and take of each the run whose sum is the middle one."""
    ours, peer = [], []
    with tempfile.TemporaryDirectory(prefix="dag-", dir=sitting.work) as folder:
        work = Path(folder)
        source = with_ids(sitting.telco, work / "telco.csv")
        with mlflow_server(sitting.mlflow_python, work / "mlflow") as address:
            for number in range(sitting.runs):
                ours.append(run_ours(work / f"ours{number}", address))
                peer.append(run_peer(work / f"peer{number}", source, address, sitting))
    return section(median_run(ours), median_run(peer), sitting.runs)


def run_ours(home: Path, address: str) -> list[Ran]:
    """Run our training chain in a shared volume of its own."""
    (home / "inbox").mkdir(parents=True)
    environment = jobs_environment(home, REPO / "bench" / "pipelines", PIPELINE, home.name) | {"MLFLOW_TRACKING_URI": address}
    return [
        run(
            " ".join([step.job, step.variables.get("CHURNFLOW_ALGORITHM", "")]).strip(),
            [str(LAUNCHER), step.job],
            environment | step.variables,
        )
        for step in training(list(ALGORITHMS), "telco.csv")
    ]


def run_peer(folder: Path, source: Path, address: str, sitting: Sitting) -> list[Ran]:
    """Run the peer's training chain in a folder of its own."""

    def step(name: str, *more: str) -> Ran:
        return peer_step(sitting, folder, address, name, *more)

    steps = [step("load", "--input", str(source)), step("validate", "--target", "churn")]
    steps.append(step("process", "--target", "churn", "--id", "customer_id"))
    steps += [step(f"train {algorithm}", "--model", short) for algorithm, short in ALGORITHMS.items()]
    return [*steps, step("evaluate"), step("register", "--name", "churn-peer")]


def peer_step(sitting: Sitting, folder: Path, address: str, name: str, *more: str) -> Ran:
    """Run one step of the peer's; the first word of its name is the command."""
    command = [str(sitting.peer_python), str(sitting.peer), name.split()[0], "--dir", str(folder), *more]
    return run(f"peer: {name}", command, peers() | {"MLFLOW_TRACKING_URI": address})


def median_run(chains: list[list[Ran]]) -> list[Ran]:
    """The run whose sum is the middle one."""
    return sorted(chains, key=total)[len(chains) // 2]


def total(chain: list[Ran]) -> float:
    """The sum of a chain's step times."""
    return sum(step.seconds for step in chain)


def section(ours: list[Ran], peer: list[Ran], runs: int) -> Section:
    """The ratio of the sums, and the steps."""
    row = ratio("training DAG, 7,043 rows, whole processes, summed", total(ours), total(peer), 1 / 10, "at most 1/10")
    steps = [(o.step, seconds(o.seconds), seconds(p.seconds)) for o, p in zip(ours, peer, strict=True)]
    cores = f"{os.cpu_count()} cores"
    return Section([row], [f"Median of {runs} runs each, {cores}:", table(("step", "jars", "Python peer"), steps)])
