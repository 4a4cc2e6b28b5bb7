"""Runs jobs as Airflow's workers do: values in the environment, the launcher as the only command."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.places import ROOT, RUN_JOB, java

KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass(frozen=True)
class Step:
    """One job of a chain, and what distinguishes this use of it."""

    job: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return "-".join([self.job, *self.values.values()])


@dataclass(frozen=True)
class Ended:
    """How a job ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """The last line on standard output."""
        last: dict[str, Any] = json.loads(self.out.strip().splitlines()[-1])
        return last

    def succeeded(self) -> Ended:
        assert self.code == 0, f"exit {self.code}\n{self.out[-500:]}\n{self.err[-3000:]}"
        return self


@dataclass(frozen=True)
class Workspace:
    """A shared volume of its own, for one pipeline file."""

    home: Path
    pipelines: Path
    pipeline: str
    variables: dict[str, str] = field(default_factory=dict)

    def environment(self, run_id: str, step: Step, attempt: int = 1) -> dict[str, str]:
        return {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "CHURNFLOW_HOME": str(self.home),
            "CHURNFLOW_PIPELINES": str(self.pipelines),
            "CHURNFLOW_JOBS": str(ROOT / "jobs"),
            "CHURNFLOW_JAVA": java(),
            "CHURNFLOW_PIPELINE": self.pipeline,
            "CHURNFLOW_RUN_ID": run_id,
            "CHURNFLOW_DAG_ID": f"{self.pipeline}_training",
            "CHURNFLOW_TASK_ID": step.job.replace("-", "_"),
            "CHURNFLOW_TRY_NUMBER": str(attempt),
            **self.variables,
            **step.values,
        }

    def run(self, run_id: str, step: Step, attempt: int = 1, seconds: float = 120) -> Ended:
        ended = subprocess.run(
            command(step),
            env=self.environment(run_id, step, attempt),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def folder(self, run_id: str) -> Path:
        return self.home / "runs" / self.pipeline / run_folder_name(run_id)

    def give_model(self, run_id: str, model: bytes, version: int = 1) -> None:
        """Production's model as an earlier try of the run would have resolved it, so that scoring needs no MLflow."""
        sha256 = hashlib.sha256(model).hexdigest()
        kept = self.home / "models" / f"{sha256}.onnx"
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(model)
        production = {"model": self.pipeline, "version": version, "run_id": "r", "algorithm": "any", "model_sha256": sha256}
        choice = {"production": production, "resolved": "registry"}
        (self.folder(run_id) / "model-version.json").write_text(json.dumps(choice))


def run_folder_name(run_id: str) -> str:
    """A run folder's name, as docs/architecture.md says."""
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", run_id)[:80]
    return f"{safe}-{hashlib.sha256(run_id.encode()).hexdigest()[:8]}"


def command(step: Step) -> list[str]:
    return [str(RUN_JOB), step.job]


def training(algorithms: list[str], source: str) -> list[Step]:
    """The jobs of one training run, in order."""
    return [
        Step("load-data", {"CHURNFLOW_PURPOSE": "training", "CHURNFLOW_INPUT": source}),
        Step("validate-data", {"CHURNFLOW_PURPOSE": "training"}),
        Step("process-data"),
        *(Step("train-model", {"CHURNFLOW_ALGORITHM": name}) for name in algorithms),
        Step("evaluate-model", {"CHURNFLOW_ALGORITHMS": ",".join(algorithms)}),
        Step("register-model"),
    ]


def learning(algorithms: list[str], source: str, **first: str) -> list[Step]:
    """The same for a pipeline that trains on outcomes; `first` is what load-data is given besides."""
    load, check, *rest = training(algorithms, source)
    return [Step(load.job, {**load.values, **first}), check, Step("add-outcomes"), *rest]


def profile() -> Step:
    """The job that looks at a training's table, once that is checked."""
    return Step("profile-data")


def promotion(by: str = "automatic") -> list[Step]:
    """The jobs of one promotion that passes."""
    who = {"CHURNFLOW_APPROVED_BY": by, "CHURNFLOW_REASON": "test"}
    return [
        Step("promote-model", {"CHURNFLOW_ACTION": "gate"}),
        Step("promote-model", {"CHURNFLOW_ACTION": "promote", **who}),
    ]


def inference(source: str) -> list[Step]:
    """The jobs of one inference run."""
    return [
        Step("load-data", {"CHURNFLOW_PURPOSE": "inference", "CHURNFLOW_INPUT": source}),
        Step("validate-data", {"CHURNFLOW_PURPOSE": "inference"}),
        Step("predict"),
        Step("publish-predictions"),
    ]


def page() -> Step:
    """The job that shows how the pipeline is."""
    return Step("render-monitoring")


def drift() -> Step:
    """The job that holds a scored batch against what its model was trained on."""
    return Step("detect-drift")
