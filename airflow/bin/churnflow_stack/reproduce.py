"""Does a training again from its MLflow run alone, in a folder of its own, and compares what comes of it.

The evaluation is not done again: it writes to MLflow. It needs not be: hold-out metrics follow from the same model on the same
hold-out table, and both are compared.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from churnflow_stack import passwords, past, recorded
from churnflow_stack.environment import environment, run_job
from churnflow_stack.past import DataGoneError
from churnflow_stack.places import Stack
from churnflow_stack.recorded import Candidate, NotRecordedError, Recorded
from churnflow_stack.rest import Rest, mlflow

Row = tuple[str, str, str]
"""What is compared, what was recorded, what came of it now."""
LONGEST_NUMBER = 24
"""Characters that the shortest exact text of a float can take; a digest is longer."""


def reproduce(stack: Stack, run_id: str) -> int:
    """0 where everything is identical, 1 where something differs, 2 where the run or its data is not there."""
    kept = passwords.keep(stack)
    try:
        training = recorded.read(_server(stack, kept.mlflow), run_id)
        variables = environment(stack, kept)
        source = _input(training, variables["CHURNFLOW_INPUT_ROOTS"])
        if training.known_outcomes:
            past.expect(training.known_outcomes, stack.home, training.pipeline)
        if training.release:
            variables["CHURNFLOW_JOBS"] = str(past.jobs(training.release, stack.home))
    except (NotRecordedError, DataGoneError) as error:
        return _refuse(str(error))
    home = stack.var / "reproduced" / run_id
    folder = _train(training, source, home, variables, stack.home)
    rows = list(_compare(training, folder))
    differences = sum(before != now for _, before, now in rows)
    for row in rows:
        print(line(row))
    if differences:
        for cut in _cuts(training, folder):
            print(cut)
        print(f"different: {differences} of {len(rows)}; recorded with commit {training.commit}; made now: {folder}")
        return 1
    shutil.rmtree(home)
    print("identical")
    return 0


def line(row: Row) -> str:
    """For people: numbers in full, of digests the beginning."""
    what, before, now = row
    first, second = (value if len(value) <= LONGEST_NUMBER else value[:16] for value in (before, now))
    return f"  {what:48}{first:{LONGEST_NUMBER}} {second:{LONGEST_NUMBER}} {'identical' if before == now else 'DIFFERENT'}"


def _server(stack: Stack, password: str) -> Rest:
    return Rest(stack.mlflow_url, mlflow(stack.mlflow_url, "admin", password).headers)


def _refuse(message: str) -> int:
    print(f"churnflow reproduce: error: {message}", file=sys.stderr)
    return 2


def _input(training: Recorded, roots: str) -> Path:
    """The file of the recorded digest: under its own name, or else under any other."""
    folders = [Path(root) for root in roots.split(":") if root]
    named = [folder / training.input for folder in folders]
    others = (path for folder in folders for path in sorted(folder.rglob("*.csv")))
    for path in (*named, *others):
        if path.is_file() and past.digest(path) == training.input_sha256:
            return path
    raise DataGoneError(f"input {training.input}: expected a CSV of SHA-256 {training.input_sha256} under {roots}, found none")


def _train(training: Recorded, source: Path, home: Path, variables: dict[str, str], volume: Path) -> Path:
    """Runs the jobs up to the candidates; the run's folder. `volume` has what was known of scored customers."""
    shutil.rmtree(home, ignore_errors=True)
    (home / "pipelines").mkdir(parents=True)
    (home / "pipelines" / f"{training.pipeline}.yaml").write_text(training.pipeline_file, encoding="utf-8")
    shared = variables | {
        "CHURNFLOW_HOME": str(home),
        "CHURNFLOW_PIPELINES": str(home / "pipelines"),
        "CHURNFLOW_INPUT_ROOTS": str(source.parent),
        "CHURNFLOW_INPUT": source.name,
        "CHURNFLOW_PIPELINE": training.pipeline,
        "CHURNFLOW_RUN_ID": training.run_id,
        "CHURNFLOW_PURPOSE": "training",
        "CHURNFLOW_SKIP_UNCHANGED": "false",
    }
    run_job("load-data", shared)
    run_job("validate-data", shared)
    folder = next((home / "runs" / training.pipeline).iterdir())
    if training.known_outcomes:
        past.lend(training.known_outcomes, volume, home, folder)
        run_job("add-outcomes", shared)
    run_job("process-data", shared)
    for candidate in training.candidates:
        run_job("train-model", shared | {"CHURNFLOW_ALGORITHM": candidate.algorithm})
    return folder


def _compare(training: Recorded, folder: Path) -> Iterator[Row]:
    files = _json(folder / "process-data" / "manifest.json")["files"]
    for name, digest in sorted(training.tables.items()):
        yield f"table {name}", digest, files[f"{name}.arrow"]["sha256"][: len(digest)]
    for candidate in training.candidates:
        yield from _compare_candidate(candidate, folder / "train-model" / candidate.algorithm)


def _compare_candidate(candidate: Candidate, folder: Path) -> Iterator[Row]:
    files, summary = _json(folder / "manifest.json")["files"], _json(folder / "training.json")
    yield f"{candidate.algorithm}: model", candidate.model_sha256, files["model.onnx"]["sha256"]
    yield f"{candidate.algorithm}: predictions", candidate.out_of_fold_sha256, files["out_of_fold.arrow"]["sha256"]
    for name, value in sorted(candidate.metrics.items()):
        if name in summary["out_of_fold"]:
            yield f"{candidate.algorithm}: {name}", repr(float(value)), repr(float(summary["out_of_fold"][name]))


def _cuts(training: Recorded, folder: Path) -> Iterator[str]:
    """Why a search may have come to another model although nothing is wrong: what it did in its time depends on the machine."""
    for candidate in training.candidates:
        search = _json(folder / "train-model" / candidate.algorithm / "training.json")["search"]
        before, now, asked = candidate.trials, search["trials_done"], max(search["trials_asked"], 1)
        if before < asked or now < asked:
            yield (
                f"{candidate.algorithm}: the search's minutes cut it short: {before} of {asked} trials were done, now {now}; "
                "how many depends on the machine, and so may the model"
            )


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
