"""The tasks of a deployment that are no jobs: from the form to a scratch folder, and from there into use."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import installed
from churnflow_dags.home import home, input_roots
from churnflow_dags.pipeline import NAME, Pipeline, load, load_pipelines, own_folder
from churnflow_dags.registry import delete_model
from churnflow_dags.section import PipelineError

TRIAL = "trial_"
"""Begins the name under which a pipeline is tried; no deployed pipeline's name may."""

LONGEST = 63 - len(TRIAL)
MOST_BYTES = 1 << 20
NAME_LINE = re.compile(rb"^name:[ \t]*([\"']?)([a-z][a-z0-9_]*)\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Staged:
    """A pipeline file on its way: its text as it is to be, and where and as what it is tried."""

    name: str
    text: bytes
    scratch: Path

    @property
    def trial(self) -> str:
        """The name that it is tried under."""
        return TRIAL + self.name

    @property
    def file(self) -> Path:
        """The file under its own name."""
        return installed.folder(self.scratch) / f"{self.name}.yaml"

    def write(self) -> None:
        """Put both files, the one to install and the one to try, into the scratch folder."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_bytes(self.text)
        trial = NAME_LINE.sub(b"name: " + self.trial.encode(), self.text, count=1)
        self.file.with_name(f"{self.trial}.yaml").write_bytes(trial)


def scratch_of(run_id: str) -> Path:
    """Where a deployment tries its file out."""
    return home() / "deploy" / hashlib.sha256(run_id.encode()).hexdigest()[:16]


@task
def stage() -> dict[str, str]:
    """Find the file's text, refuse a name that it may not have, and lay it out in the scratch folder."""
    context: Any = get_current_context()
    form = context["ti"].xcom_pull(task_ids="check_conf")
    try:
        staged = asked(form, scratch_of(context["run_id"]))
    except PipelineError as error:
        raise AirflowFailException(f"This file is refused: {error}") from error
    staged.write()
    return {
        "name": staged.name,
        "trial": staged.trial,
        "home": str(staged.scratch),
        "file": str(staged.file),
        "action": form["action"],
    }


def asked(form: Mapping[str, Any], scratch: Path) -> Staged:
    """The file that the form asks for; a PipelineError where it may not be tried."""
    text = _text(form)
    staged = Staged(_name(text), text, scratch)
    _refuse_name(staged.name)
    return staged


def _text(form: Mapping[str, Any]) -> bytes:
    if form["action"] == "restore":
        if not form["name"] or not form["version"]:
            raise PipelineError("expected a name and a version to restore, found an empty field")
        return installed.version(home(), form["name"], int(form["version"]))
    if bool(form["pipeline_file"]) == bool(form["path"]):
        found = "both" if form["path"] else "neither"
        raise PipelineError(f"expected the pipeline file's text or its path, found {found}")
    if not form["sample"]:
        raise PipelineError("expected a sample CSV to try the pipeline with, found none")
    text = form["pipeline_file"].encode() if form["pipeline_file"] else _allowed(form["path"]).read_bytes()
    if len(text) > MOST_BYTES:
        raise PipelineError(f"expected at most {MOST_BYTES} bytes, found {len(text)}")
    return text


def _allowed(given: str) -> Path:
    """A file under an allowed root, links resolved."""
    roots = [root.resolve() for root in input_roots()]
    for root in roots:
        found = (root / given).resolve()
        if found.is_file():
            if not any(found.is_relative_to(each) for each in roots):
                break
            if found.stat().st_size > MOST_BYTES:
                raise PipelineError(f"path {given}: expected at most {MOST_BYTES} bytes, found {found.stat().st_size}")
            return found
    raise PipelineError(f"path {given}: expected a file under {', '.join(map(str, roots))}, found none")


def _name(text: bytes) -> str:
    """The name that the file gives itself, read without trusting the rest of it: the jar has not looked at it yet."""
    found = NAME_LINE.findall(text)
    if len(found) != 1:
        raise PipelineError(f"expected one line 'name: <name>' of letters a-z, digits and _, found {len(found)}")
    return str(found[0][1].decode())


def _refuse_name(name: str) -> None:
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        raise PipelineError(f"name: expected at most {LONGEST} letters a-z, digits and _, found {name!r}")
    if name.startswith(TRIAL):
        raise PipelineError(f"name: expected one that does not begin with {TRIAL}, found {name!r}")
    if (own_folder() / f"{name}.yaml").exists():
        raise PipelineError(f"name: expected one that no pipeline beside the DAG files has, found {name!r}")


@task
def check() -> list[str]:
    """What Airflow needs of the file, after the jar has found it sound; its candidates to train."""
    staged = _staged()
    try:
        pipeline = load(staged.file)
        refuse_inbox(pipeline)
    except PipelineError as error:
        raise AirflowFailException(f"This file is refused: {error}") from error
    return list(pipeline.algorithms)


def refuse_inbox(pipeline: Pipeline) -> None:
    """A PipelineError where another pipeline scores the files of the same inbox."""
    for other in load_pipelines().pipelines:
        if other.name != pipeline.name and other.inbox == pipeline.inbox:
            raise PipelineError(f"inference.inbox: expected one of its own, found {pipeline.inbox!r}, that of {other.name}")


@task.branch
def try_or_install() -> str:
    """A version that was deployed before is not tried again."""
    return "install" if _laid_out()["action"] == "restore" else "training.load_data"


@task
def install() -> dict[str, Any]:
    """Put the file into use: the DAGs' next look at the folder finds it."""
    context: Any = get_current_context()
    staged, form = _staged(), context["ti"].xcom_pull(task_ids="check_conf")
    note = {
        "run_id": context["run_id"],
        "by": getattr(context["dag_run"], "triggering_user_name", None) or "unknown",
        "reason": form["reason"],
        "action": form["action"],
        "restored": form["version"] if form["action"] == "restore" else None,
        "sha256": hashlib.sha256(staged.text).hexdigest(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    number = installed.install(home(), staged.name, staged.text, note)
    print(f"{staged.name}: version {number} is in use, sha256 {note['sha256']}")
    return {"name": staged.name, "version": number}


@task
def clean_up() -> None:
    """Remove the trial's folder and its model; its experiment stays in MLflow, to be looked at."""
    scratch = scratch_of(get_current_context()["run_id"])
    for file in installed.folder(scratch).glob(f"{TRIAL}*.yaml"):
        delete_model(file.stem)
    shutil.rmtree(scratch, ignore_errors=True)


def _laid_out() -> dict[str, str]:
    return dict(get_current_context()["ti"].xcom_pull(task_ids="stage"))


def _staged() -> Staged:
    laid_out = _laid_out()
    scratch = Path(laid_out["home"])
    return Staged(laid_out["name"], (installed.folder(scratch) / f"{laid_out['name']}.yaml").read_bytes(), scratch)
