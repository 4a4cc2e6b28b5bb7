"""One undisturbed chain of all jobs, with the shared volume and MLflow kept as they were before each."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import pipelines, rows, trees
from tests.support.jobs import Step, Workspace, inference, promotion, training
from tests.support.mlflow import metrics, params, tags
from tests.support.mlflow_server import MlflowServer
from tests.support.rest import RestError

NAME = "small_churn"
TRAINING = "first training"
SECOND = "second training"
SCORING = "scoring"
ALGORITHMS = ["logistic-regression", "random-forest", "gradient-boosting"]


@dataclass(frozen=True)
class Use:
    """A step in a run."""

    run_id: str
    step: Step

    @property
    def name(self) -> str:
        return f"{self.run_id}: {self.step.name}".replace(" ", "_").replace(":", "")


# A second training and promotion, so that there is a model in production to compare with and to replace.
FIRST = [Use(TRAINING, step) for step in training(ALGORITHMS, "training.csv") + promotion()]
AGAIN = [Use(SECOND, step) for step in training(["random-forest"], "more.csv") + promotion()]
SCORE = [Use(SCORING, step) for step in inference("new.csv")]
USES = FIRST + AGAIN + SCORE

# Each job once, where it has the most to do; the first three trainings differ only in their learner.
KILLED = [
    *FIRST[:3],
    FIRST[4],
    *[use for use in FIRST if use.step.job in ("evaluate-model", "register-model")],
    *[use for use in AGAIN if use.step.job == "promote-model"],
    *SCORE[2:],
]


class Chain:
    """The undisturbed chain; `begin` sets everything back to just before a step."""

    def __init__(self, folder: Path, server: MlflowServer) -> None:
        self.folder, self.server = folder, server
        self.work = Workspace(folder / "home", folder / "pipelines", NAME, server.variables())
        self.after: dict[str, dict[str, str]] = {}
        self.registry: dict[str, dict[str, Any]] = {}
        self.log = folder / "strace.log"

    def build(self) -> None:
        pipelines.write(self.work.pipelines, pipelines.small(NAME))
        inbox = self.work.home / "inbox"
        rows.write(inbox / "training.csv", rows.training(600))
        rows.write(inbox / "more.csv", rows.training(700))
        rows.write(inbox / "new.csv", rows.new_customers(200))
        for use in USES:
            trees.put(self.work.home, self._before(use))
            self.server.remember(use.name)
            self.work.run(use.run_id, use.step).succeeded()
            self.after[use.name] = trees.contents(self.work.home)
            self.registry[use.name] = self.recorded()

    def begin(self, use: Use) -> None:
        trees.put(self._before(use), self.work.home)
        self.server.recall(use.name)

    def _before(self, use: Use) -> Path:
        return self.folder / "before" / use.name

    def environment(self, use: Use) -> dict[str, str]:
        return self.work.environment(use.run_id, use.step)

    def difference(self, use: Use) -> list[str]:
        """Where the volume and MLflow now differ from the undisturbed run's."""
        lines = trees.difference(self.after[use.name], trees.contents(self.work.home))
        found, expected = self.recorded(), self.registry[use.name]
        return lines + [
            f"MLflow {key}: expected {expected.get(key)}, found {found.get(key)}"
            for key in sorted(expected.keys() | found.keys())
            if expected.get(key) != found.get(key)
        ]

    def recorded(self) -> dict[str, Any]:
        """What MLflow shows for good: finished and running runs by step, their models, versions, aliases."""
        client = self.server.client
        found: dict[str, Any] = {"aliases": _or_status(client.aliases)}
        runs = _or_status(client.runs)
        if isinstance(runs, int):  # before the first run there is no experiment
            return found
        live = [run for run in runs if run["info"]["status"] in ("FINISHED", "RUNNING")]
        found["runs"] = sorted(_run(run, client.artifacts(run["info"]["run_id"])) for run in live)
        names = {run["info"]["run_id"]: tags(run).get("churnflow.step_key") for run in live}
        models = {model["model_id"]: model for model in client.models(NAME) if model["source_run_id"] in names}
        found["models"] = sorted((names[model["source_run_id"]], *self._model(model)) for model in models.values())
        sources = {f"models:/{model}": names[models[model]["source_run_id"]] for model in models}
        found["versions"] = [(*_version(version), sources.get(version["source"])) for version in client.versions(NAME)]
        return found

    def _model(self, model: dict[str, Any]) -> tuple[Any, ...]:
        """A logged model's status, files, and the digest of the model itself, once it is there."""
        files = self.server.client.files(model)
        there = "model.onnx" in files
        digest = hashlib.sha256(self.server.client.download(model, "model.onnx")).hexdigest() if there else ""
        return model["status"], files, digest

    def drop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _or_status(question: Callable[[str], Any]) -> Any:
    """MLflow's answer about the pipeline; the HTTP status where it knows none yet."""
    try:
        return question(NAME)
    except RestError as error:
        return error.status


def _run(run: dict[str, Any], artifacts: list[str]) -> tuple[Any, ...]:
    inputs = len(run.get("inputs", {}).get("dataset_inputs", []))
    outputs = len(run.get("outputs", {}).get("model_outputs", []))
    return (
        tags(run).get("churnflow.step_key"), run["info"]["status"], sorted(metrics(run).items()),
        sorted(params(run).items()), sorted(artifacts), inputs, outputs,
    )  # fmt: skip


def _version(version: dict[str, Any]) -> tuple[Any, ...]:
    kept = {k: v for k, v in tags(version).items() if not k.startswith("churnflow.decision")}
    decisions = sum(key.startswith("churnflow.decision") for key in tags(version))
    return version["version"], version.get("current_stage"), sorted(kept.items()), decisions
