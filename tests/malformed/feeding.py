"""Feeds a case to the real jars, and looks at how each process ended, what it took and what it left."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from tests.malformed.case import FINE, Case, Way
from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, command, training

NAME = "telco_churn"
SECONDS = 30
MOST_BYTES = 1 << 30
LONGEST_LINE = 2200
TRAINING_ROWS, SCORED_ROWS = 600, 40
CRASHED = ("Exception", "\tat ", "StackOverflow", "OutOfMemory", "java.lang", "com.fasterxml", "Error:")

# A small process before the job: a child's peak memory begins with what its parent holds, and a case may be large.
WATCHER = """
import os, sys
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
os.write(int(sys.argv[1]), str(usage.ru_maxrss).encode())
sys.exit(os.waitstatus_to_exitcode(status) & 255)
"""


@dataclass(frozen=True)
class Fed:
    """The last process that was started for a case: what it was, how it ended, what all of them took."""

    job: str
    ended: Ended
    seconds: float
    peak: int


class Feeder:
    """A shared volume with a pipeline, a trained model and the tables of the unspoiled files; each case is a run of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = Workspace(folder / "home", folder / "pipelines", NAME)
        content = pipelines.small(NAME, training={"input": "sound.csv"})
        content["training"]["models"] = content["training"]["models"][:1]
        pipelines.write(self.work.pipelines, content)
        inbox = self.work.home / "inbox"
        rows.write(inbox / "sound.csv", rows.training(TRAINING_ROWS))
        rows.write(inbox / "sound_scored.csv", rows.new_customers(SCORED_ROWS))
        for step in training(["logistic-regression"], "sound.csv")[:4]:
            self.work.run("training", step).succeeded()
        load = Step("load-data", {"CHURNFLOW_PURPOSE": "inference", "CHURNFLOW_INPUT": "sound_scored.csv"})
        self.work.run("scoring", load).succeeded()
        self.tables = {Way.TRAIN: self._table("training"), Way.SCORE: self._table("scoring")}
        self.model = (self.work.folder("training") / "train-model" / "logistic-regression" / "model.onnx").read_bytes()
        self.runs = 0

    def feed(self, case: Case) -> Fed:
        """Runs the case's jobs and checks all that does not depend on the case; what is left of it is removed."""
        self.runs += 1
        run_id = f"case {self.runs}"
        suffix = "yaml" if case.way in (Way.PIPELINE, Way.CHECKED) else "csv"
        file = self.work.home / "inbox" / f"case_{self.runs}.{suffix}"
        file.write_bytes(case.make())
        try:
            fed = self._through(case, run_id, file)
            if case.same:
                assert self._table(run_id) == self.tables[case.way], "another table than the unspoiled file's"
            return fed
        finally:
            file.unlink()

    def _through(self, case: Case, run_id: str, file: Path) -> Fed:
        seconds, peak = 0.0, 0
        work, steps = self._steps(case.way, file)
        for step in steps:
            if step.job == "predict":
                self.work.give_model(run_id, self.model)
            ended, took, most = _measured(command(step), work.environment(run_id, step))
            seconds, peak = seconds + took, max(peak, most)
            _require_sound_ending(step.job, ended)
            self._require_all_or_nothing(work, run_id, step, ended)
            fed = Fed(step.job, ended, seconds, peak)
            if case.way is Way.PIPELINE and step.job == "validate-pipeline":
                checked = ended
            elif case.way is Way.PIPELINE:
                _require_agreement(checked, ended)
            elif ended.code != FINE:
                break
        if ended.code != FINE and step.job != "validate-data" and "--" not in ended.err:
            assert file.stem in ended.err or NAME in ended.err, f"the file is not named: {ended.err}"
        return fed

    def _steps(self, way: Way, file: Path) -> tuple[Workspace, list[Step]]:
        """The jobs of a way, and where they run."""
        given = {"CHURNFLOW_INPUT": file.name}
        purpose = {"CHURNFLOW_PURPOSE": "inference" if way is Way.SCORE else "training"}
        loaded, checked = Step("load-data", purpose | given), Step("validate-data", purpose)
        if way is Way.TRAIN:
            return self.work, [loaded, checked]
        if way is Way.SCORE:
            return self.work, [loaded, checked, Step("predict"), Step("publish-predictions")]
        if way is Way.DRAFT:
            draft = {"CHURNFLOW_CSV": str(file), "CHURNFLOW_NAME": "drafted", "CHURNFLOW_OUTPUT": str(self._drafted(file))}
            return self.work, [Step("infer-contract", draft)]
        folder = self.folder / "spoiled" / file.stem
        folder.mkdir(parents=True)
        spoiled = file.rename(folder / f"{NAME}.yaml")
        file.touch()
        loaded = replace(loaded, values=purpose | {"CHURNFLOW_INPUT": "sound.csv"})
        work = replace(self.work, pipelines=folder)
        if way is Way.CHECKED:
            return work, [loaded, checked]
        return work, [Step("validate-pipeline", {"CHURNFLOW_FILE": str(spoiled)}), loaded]

    def _drafted(self, file: Path) -> Path:
        return self.folder / "drafts" / file.stem / "drafted.yaml"

    def _require_all_or_nothing(self, work: Workspace, run_id: str, step: Step, ended: Ended) -> None:
        """A step's folder has a manifest and exactly the files that it names, or is not there; and nothing lies about."""
        if step.job == "infer-contract":
            draft = Path(step.values["CHURNFLOW_OUTPUT"])
            assert draft.exists() == (ended.code == FINE), "a draft after an error, or none without"
            return
        if step.job == "validate-pipeline":
            return
        folder = work.folder(run_id)
        published = folder / step.job / ("1-of-1" if step.job == "predict" else "")
        assert (published / "manifest.json").exists() == (ended.code == FINE), f"{published}: expected all or nothing"
        if ended.code == FINE:
            files = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
            named = set(json.loads((published / "manifest.json").read_text())["files"])
            assert files - {"manifest.json", "receipt.json", "result.json"} == named, files ^ named
        else:
            assert not published.exists(), f"{published} after exit {ended.code}"
        odd = [path for path in folder.rglob("*") if path.name.endswith((".tmp", ".draft", ".lock"))]
        assert odd == [], f"left behind: {odd}"
        if ended.code != FINE:
            assert not (work.home / "predictions" / NAME / folder.name).exists()

    def _table(self, run_id: str) -> str:
        return hashlib.sha256((self.work.folder(run_id) / "load-data" / "table.arrow").read_bytes()).hexdigest()


def _require_sound_ending(job: str, ended: Ended) -> None:
    """No trace of a crash; with an error exactly one line of it, which is short."""
    for word in CRASHED:
        assert word not in ended.err, f"exit {ended.code}\n{ended.err[-2000:]}"
    errors = [line for line in ended.err.splitlines() if f"churnflow {job}: error: " in line]
    assert len(errors) == (0 if ended.code == FINE else 1), f"exit {ended.code}\n{ended.err[-2000:]}"
    for line in ended.err.splitlines():
        assert line.startswith(f"churnflow {job}: "), f"not our words: {line[:300]}"
        assert len(line) <= LONGEST_LINE, f"a line of {len(line)} characters: {line[:300]}"


def _measured(words: list[str], environment: dict[str, str]) -> tuple[Ended, float, int]:
    """Runs a process to its end; seconds and peak memory in bytes beside it."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as peak:
        watched = [sys.executable, "-ISc", WATCHER, str(peak.fileno()), *words]
        process = subprocess.Popen(
            watched, env=environment, stdout=out, stderr=err, stdin=subprocess.DEVNULL, pass_fds=[peak.fileno()]
        )
        try:
            code = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()  # run-job dies with its parent
            process.wait()
            raise AssertionError(f"{words[1]} did not end within {SECONDS} s") from None
        took = time.monotonic() - begun
        said, complained, kilobytes = (_text(stream) for stream in (out, err, peak))
    most = int(kilobytes) * 1024
    assert most < MOST_BYTES, f"{words[1]} took {most >> 20} MB\n{complained[-500:]}"
    return Ended(code, said, complained), took, most


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode(errors="replace")


def _require_agreement(checked: Ended, loaded: Ended) -> None:
    """What `validate-pipeline` refuses `load-data` refuses, but for what only the learners know: `train-model` refuses that."""
    if loaded.code == FINE and checked.code != FINE:
        problems = [line.partition(": problem: ")[2] for line in checked.err.splitlines() if ": problem: " in line]
        assert problems and all(problem.startswith("training.models[") for problem in problems), checked.err
    else:
        assert loaded.code == checked.code, f"validate-pipeline ended with {checked.code}, load-data with {loaded.code}"
