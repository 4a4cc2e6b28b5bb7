"""The pipeline files that were deployed, on the shared volume: the one in use of each name, and all that were before it.

`$CHURNFLOW_HOME/pipelines/<name>.yaml` is in use. `pipelines/.versions/<name>/<number>.yaml` are all that ever were, from 1 on,
each with a `<number>.json` that says who deployed it when, by which run and why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from churnflow_dags import durable
from churnflow_dags.section import PipelineError

FOLDER = "pipelines"
VERSIONS = ".versions"


def folder(home: Path) -> Path:
    """Where deployed pipeline files lie."""
    return home / FOLDER


def numbers(home: Path, name: str) -> list[int]:
    """The versions of a pipeline that were deployed, ascending; none for a name that never was."""
    return sorted(int(note.stem) for note in _versions(home, name).glob("*.json") if note.stem.isdigit())


def version(home: Path, name: str, number: int) -> bytes:
    """A version's text; a PipelineError where there is none of that number."""
    known = numbers(home, name)
    if number not in known:
        there = ", ".join(map(str, known)) or "none"
        raise PipelineError(f"version of {name}: expected one of those that were deployed ({there}), found {number}")
    return _text(home, name, number).read_bytes()


def install(home: Path, name: str, text: bytes, note: Mapping[str, Any]) -> int:
    """Put a file in use, by one rename, and keep it as the next version; its number.

    `note` has a `run_id`: a repeat of the same run installs nothing twice. Killed on the way it leaves the file in use as it
    was, or as it is to be.
    """
    _versions(home, name).mkdir(parents=True, exist_ok=True)
    with durable.alone(folder(home) / VERSIONS / ".lock"):
        number = _of_run(home, name, note["run_id"]) or max(numbers(home, name), default=0) + 1
        durable.write(_text(home, name, number), text)
        durable.write(_note(home, name, number), json.dumps({"version": number, **note}, indent=1).encode())
        durable.write(folder(home) / f"{name}.yaml", text)
    return number


def _of_run(home: Path, name: str, run_id: str) -> int:
    """The version that a run has deployed, or 0."""
    notes = ((number, json.loads(_note(home, name, number).read_bytes())) for number in numbers(home, name))
    return next((number for number, note in notes if note["run_id"] == run_id), 0)


def _versions(home: Path, name: str) -> Path:
    return folder(home) / VERSIONS / name


def _text(home: Path, name: str, number: int) -> Path:
    return _versions(home, name) / f"{number}.yaml"


def _note(home: Path, name: str, number: int) -> Path:
    return _versions(home, name) / f"{number}.json"
