"""A large CSV scored from end to end: our four jars beside the peer's one step and beside copying the file."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

import yaml
from chain import LAUNCHER, REPO, Step, inference, mlflow_server, promotion, training

from parts.dag import PIPELINE, peer_step, total
from parts.process import Ran, run
from parts.section import Row, Section, bound, ratio, seconds, table
from parts.sitting import Sitting, jobs_environment, with_ids

NAME = "telco_scale"
TREES = 100
SEED = 3
COPIES = 3
MOST_MIB = 1024


def measure(sitting: Sitting) -> Section:
    """Train a forest on the sample table on both sides, then score the large one."""
    large = sitting.sample(sitting.scoring_rows, SEED)
    with tempfile.TemporaryDirectory(prefix="scoring-", dir=sitting.work) as folder:
        work = Path(folder)
        source = with_ids(sitting.telco, work / "telco.csv")
        with mlflow_server(sitting.mlflow_python, work / "mlflow") as address:
            environment = jobs_environment(work / "home", pipelines(work), NAME, "training") | {"MLFLOW_TRACKING_URI": address}
            (work / "home" / "inbox").mkdir(parents=True)
            for step in training(["random-forest"], source.name) + promotion():
                job(step, environment)
            copying = copy_seconds(large, work / "copy.csv")
            roots = {"CHURNFLOW_RUN_ID": "scoring", "CHURNFLOW_INPUT_ROOTS": str(sitting.work)}
            ours = [job(step, environment | roots) for step in inference(large.name)]
            expect_rows(ours[-1], sitting.scoring_rows)
            peer = run_peer(sitting, work / "peer", source, address)
    return section(sitting, ours, peer, copying)


def pipelines(work: Path) -> Path:
    """A folder with the peer's pipeline, cut down to one forest."""
    content = yaml.safe_load((REPO / "bench" / "pipelines" / f"{PIPELINE}.yaml").read_text())
    content["name"] = NAME
    content["training"]["models"] = [{"algorithm": "random-forest", "parameters": {"trees": TREES, "min_leaf": 5}}]
    folder = work / "pipelines"
    folder.mkdir()
    (folder / f"{NAME}.yaml").write_text(yaml.safe_dump(content))
    return folder


def job(step: Step, environment: dict[str, str]) -> Ran:
    """Run one of our jobs."""
    return run(step.job, [str(LAUNCHER), step.job], environment | step.variables)


def copy_seconds(source: Path, target: Path) -> float:
    """What `wc -l` and `cat` to a file take, with the file in the page cache; the median of three."""
    command = ["sh", "-c", 'wc -l "$1" && cat "$1" >"$2"', "sh", str(source), str(target)]
    found = [run("wc and cat", command, dict(os.environ)).seconds for _ in range(COPIES + 1)]
    target.unlink()
    return statistics.median(found[1:])


def expect_rows(predict: Ran, rows: int) -> None:
    """Every row must have been scored."""
    found = predict.last_line()["rows"]
    if found != rows:
        raise SystemExit(f"predict: expected {rows} rows, found {found}")


def peer_sizes(sitting: Sitting) -> list[int]:
    """The rows that the peer scores: all of ours, or two sizes from which its time for all is reckoned."""
    asked = sitting.peer_scoring_rows
    return [asked] if asked == sitting.scoring_rows else [asked // 10, asked]


def run_peer(sitting: Sitting, folder: Path, source: Path, address: str) -> list[Ran]:
    """Train the peer's forest on the sample table and score with it, once for each size."""
    peer_step(sitting, folder, address, "load", "--input", str(source))
    peer_step(sitting, folder, address, "process", "--target", "churn", "--id", "customer_id")
    peer_step(sitting, folder, address, "train", "--model", "rf", "--trees", str(TREES))
    words = ["--model", "model-rf", "--id", "customer_id", "--output", str(folder / "out.csv"), "--input"]
    return [
        peer_step(sitting, folder, address, f"predict {rows:,} rows", *words, str(sitting.sample(rows, SEED)))
        for rows in peer_sizes(sitting)
    ]


def reckoned(sitting: Sitting, peer: list[Ran]) -> float:
    """The peer's seconds for all rows: the larger run's, and for the rows it lacks what the two runs differ by."""
    few, many = peer[0].seconds, peer[-1].seconds
    sizes = peer_sizes(sitting)
    if len(sizes) == 1:
        return many
    if many <= few:
        raise SystemExit(f"scoring: expected more rows to take the peer longer, found {few:.1f} s and {many:.1f} s")
    return many + (many - few) / (sizes[1] - sizes[0]) * (sitting.scoring_rows - sizes[1])


def section(sitting: Sitting, ours: list[Ran], peer: list[Ran], copying: float) -> Section:
    """Ratios to the peer and to copying, and the jars one by one."""
    expected = reckoned(sitting, peer)
    work = f"scoring {sitting.scoring_rows:,} rows, CSV to CSV, four whole processes"
    (predict,) = [step for step in ours if step.step == "predict"]
    alone = ratio("`predict` alone, whole process", predict.seconds, expected, 1, "")
    copied = Row(
        "beside `wc -l` and `cat` to a file",
        seconds(total(ours)),
        seconds(copying),
        f"{total(ours) / copying:.1f}",
        "at most 10",
        total(ours) <= 10 * copying,
    )
    rows = [
        ratio(work, total(ours), expected, 1 / 5, "at most 1/5"),
        Row(alone.work, alone.ours, alone.peer, alone.ratio),
        copied,
        bound("peak memory of the largest of the four", max(step.peak_mib for step in ours), MOST_MIB, "MiB"),
    ]
    sizes = " and ".join(f"{rows:,}" for rows in peer_sizes(sitting))
    onward = "" if len(peer) == 1 else "; the rest is their straight line, so that its start counts once"
    measured = f"The peer's `predict` was measured on {sizes} rows{onward}"
    lines = [(step.step, seconds(step.seconds), f"{step.peak_mib:,.0f} MiB") for step in [*ours, *peer]]
    forests = f"Forests of {TREES} trees; no reasons (`reasons: 0`), which the peer does not give either"
    return Section(rows, [f"{measured}. {forests}.", table(("process", "time", "peak memory"), lines)])
