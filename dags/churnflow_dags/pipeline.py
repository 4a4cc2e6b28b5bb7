"""Reads `pipelines/*.yaml`: the part of each file that the DAGs need, checked here, so that a mistake shows at parse time.

The jars read and check the same file whole; what only they use is not looked at twice.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from croniter import croniter

from churnflow_dags import installed
from churnflow_dags.incidents import Policy
from churnflow_dags.section import PipelineError, Section, read

NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
ALGORITHM = re.compile(r"[a-z][a-z0-9-]{0,62}")
ANYTHING = re.compile(r"[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*")
FORMAT = 1


@dataclass(frozen=True)
class Pipeline:
    """One pipeline file, as far as Airflow is concerned. Schedules are cron in UTC, None for never; no labels are ""."""

    name: str
    description: str
    owner: str
    tags: tuple[str, ...]
    training_input: str
    algorithms: tuple[str, ...]
    search_parts: int
    outcomes: bool
    approval: str
    approval_timeout_hours: int
    inbox: str
    quiet_seconds: int
    training_schedule: str | None
    inference_schedule: str | None
    performance_schedule: str | None
    monitoring_schedule: str | None
    labels: str
    predictions_days: int
    run_folders_days: int
    retraining: Policy | None


@dataclass(frozen=True)
class Loaded:
    """The pipelines whose files are sound, and one message for each file that is not."""

    pipelines: tuple[Pipeline, ...]
    errors: tuple[str, ...]


def own_folder() -> Path:
    """Where the pipeline files of this checkout lie: `CHURNFLOW_PIPELINES`, or `pipelines` beside the DAG files."""
    default = Path(__file__).resolve().parent.parent / "pipelines"
    return Path(os.environ.get("CHURNFLOW_PIPELINES") or default)


def files() -> list[Path]:
    """Every pipeline file: this checkout's, then those that `deploy_pipeline` has installed on the shared volume."""
    home = os.environ.get("CHURNFLOW_HOME")
    folders = [own_folder(), *([installed.folder(Path(home))] if home else [])]
    return [file for folder in folders for file in sorted(folder.glob("*.yaml"))]


def load_pipelines(only: str | None = None) -> Loaded:
    """Read every file, or those of one pipeline; a broken one becomes a message and takes no other pipeline with it."""
    pipelines: dict[str, Pipeline] = {}
    errors = []
    for file in files():
        if only not in (None, file.stem):
            continue
        try:
            found = load(file)
        except PipelineError as error:
            errors.append(str(error))
            continue
        if found.name in pipelines:
            errors.append(f"{file}: expected a name that no file in {own_folder()} has, found {found.name!r}")
        pipelines.setdefault(found.name, found)
    if not pipelines and not errors:
        errors.append(f"{own_folder()}: expected at least one pipeline file (*.yaml), found none")
    # A file's name may be no text, which no page could show.
    return Loaded(tuple(pipelines.values()), tuple(error.encode("utf-8", "backslashreplace").decode() for error in errors))


def load(file: Path) -> Pipeline:
    """Read one file; a PipelineError names file, path, what was expected and what was found."""
    top = read(file)
    top.integer("format", low=FORMAT, high=FORMAT)
    name = top.text("name", NAME)
    if name != file.stem:
        raise top.wrong("name", f"{file.stem!r}, as the file is called", name)
    training, promotion = top.section("training"), top.section("promotion")
    inference, schedules = top.section("inference", {}), top.section("schedules", {})
    monitoring = top.section("monitoring", {})
    return Pipeline(
        name=name,
        description=top.text("description", ANYTHING),
        owner=top.text("owner", ANYTHING),
        tags=top.texts("tags", ANYTHING, default=()),
        training_input=training.text("input", ANYTHING),
        algorithms=_algorithms(training),
        search_parts=training.section("search", {}).integer("parts", low=1, high=100, default=1),
        outcomes=_outcomes(training),
        approval=promotion.choice("approval", ("automatic", "person")),
        approval_timeout_hours=promotion.integer("approval_timeout_hours", low=1, high=720, default=24),
        inbox=inference.text("inbox", NAME, default=name),
        quiet_seconds=inference.integer("quiet_seconds", low=0, high=86_400, default=60),
        training_schedule=_cron(schedules, "training"),
        inference_schedule=_cron(schedules, "inference"),
        performance_schedule=_cron(schedules, "performance"),
        monitoring_schedule=_cron(schedules, "monitoring"),
        labels=_labels(monitoring.section("labels", {})),
        predictions_days=monitoring.integer("predictions_days", low=1, high=36_500, default=400),
        run_folders_days=top.section("retention").integer("run_folders_days", low=1, high=36_500),
        retraining=_retraining(top.section("retraining")) if top.has("retraining") else None,
    )


def _labels(section: Section) -> str:
    return section.text("input", ANYTHING) if section.has("input") else ""


def _outcomes(training: Section) -> bool:
    """Whether scored customers are trained on once their outcome is known; what of them is the jobs' to read."""
    if training.has("outcomes"):
        training.section("outcomes")  # refuses what is no mapping
    return training.has("outcomes")


def _algorithms(training: Section) -> tuple[str, ...]:
    found = tuple(model.text("algorithm", ALGORITHM) for model in training.sections("models"))
    if len(set(found)) != len(found):
        raise training.wrong("models", "distinct algorithms", list(found))
    return found


def _retraining(section: Section) -> Policy:
    window = section.integer("batches", low=1, high=100, default=3)
    return Policy(
        violations=section.integer("violations", low=1, high=window, default=2),
        window=window,
        cool_down=timedelta(hours=section.integer("cool_down_hours", low=0, high=8760, default=24)),
    )


def _cron(schedules: Section, key: str) -> str | None:
    if not schedules.has(key):
        return None
    value = schedules.text(key, ANYTHING)
    if not croniter.is_valid(value):
        raise schedules.wrong(key, "a cron expression such as '0 3 * * 0'", value)
    return value
