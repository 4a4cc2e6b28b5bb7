#!/usr/bin/env python3
"""Draft a pipeline file from a CSV: `make new-pipeline CSV=… NAME=…`, with TARGET, POSITIVE and ID where they cannot be told.

The draft is put beside the other pipelines, where its DAGs appear at once, or into the folder TO, to be deployed from there.

The values come as environment variables and reach the job as such; nothing here is read by a shell.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chain import LAUNCHER, REPO

ASKED = {"TARGET": "CHURNFLOW_TARGET", "POSITIVE": "CHURNFLOW_POSITIVE", "ID": "CHURNFLOW_ID"}

SAID = ASKED | {"CSV": "CHURNFLOW_CSV", "NAME": "CHURNFLOW_NAME"}


def main() -> int:
    """The job's exit code."""
    csv, name = os.environ.get("CSV", ""), os.environ.get("NAME", "")
    missing = "= and ".join(key for key, value in (("CSV", csv), ("NAME", name)) if not value)
    if missing:
        usage = "make new-pipeline CSV=my_customers.csv NAME=my_churn"
        print(f"churnflow new-pipeline: error: {missing}=: expected a value ({usage}), found nothing", file=sys.stderr)
        return 2
    table = Path(csv).expanduser().absolute()
    beside = Path(os.environ.get("CHURNFLOW_PIPELINES") or REPO / "dags" / "pipelines")
    folder = Path(os.environ.get("TO") or beside).expanduser().absolute()
    file = folder / f"{name}.yaml"
    values = {
        "CHURNFLOW_CSV": str(table),
        "CHURNFLOW_NAME": name,
        "CHURNFLOW_OUTPUT": str(file),
        "CHURNFLOW_INPUT": looked_up(table) or table.name,
    }
    values |= {variable: os.environ[key] for key, variable in ASKED.items() if os.environ.get(key)}
    done = subprocess.run(
        [str(LAUNCHER), "infer-contract"], env=os.environ | values, capture_output=True, text=True, check=False
    )
    print(as_make_is_asked(done.stderr), end="", file=sys.stderr)
    if done.returncode != 0:
        return done.returncode
    drafted = json.loads(done.stdout.splitlines()[-1])
    print("\n".join([summary(drafted, shown(file)), *numbered(next_steps(drafted["pipeline"], table, file, folder == beside))]))
    return 0


def as_make_is_asked(errors: str) -> str:
    """What the job says, with its options by the names that make knows them by."""
    for key, variable in SAID.items():
        option = f"--{key.lower()}"
        errors = errors.replace(f"{option} (or {variable})", f"{key}=").replace(option, f"{key}=")
    return errors.replace("--output (or CHURNFLOW_OUTPUT)", "NAME= and TO=")


def inbox() -> Path:
    """Where the stack of one machine looks inputs up first; in `data/` after that."""
    return Path(os.environ.get("CHURNFLOW_VAR") or REPO / "var").absolute() / "home" / "inbox"


def looked_up(file: Path) -> str | None:
    """The path by which the stack's runs find a file, where it lies in a folder of theirs."""
    for root in (inbox(), REPO / "data"):
        if file.resolve().is_relative_to(root.resolve()):
            return str(file.resolve().relative_to(root.resolve()))
    return None


def shown(path: Path) -> str:
    """A path as one types it in the repository."""
    return str(path.relative_to(REPO)) if path.is_relative_to(REPO) else str(path)


def summary(drafted: dict[str, Any], file: str) -> str:
    """What has been written."""
    features, dropped = len(drafted["features"]), len(drafted["dropped"])
    told = f", {dropped} columns dropped (see above)" if dropped else ""
    return f"Drafted {file}: {drafted['rows']} rows, {features} features{told}."


def next_steps(pipeline: str, table: Path, file: Path, is_beside: bool) -> Iterator[str]:
    """What to do with it, in order."""
    yield "read it, above all the target, what is dropped and the gate; docs/pipelines.md says what each field means"
    if looked_up(table) is None:
        yield copied(table)
    if is_beside:
        yield f"make up, and trigger {pipeline}_training in the web page; its DAGs appear within a minute"
        return
    path = looked_up(file)
    if path is None:
        yield copied(file)
    sample = looked_up(table) or table.name
    yield f"make up, and trigger deploy_pipeline in the web page: path {path or file.name}, sample {sample}"


def copied(file: Path) -> str:
    """The command that brings a file to where the stack's runs find it."""
    return f"cp {shlex.quote(shown(file))} {shlex.quote(shown(inbox()))}/"


def numbered(steps: Iterator[str]) -> list[str]:
    """The steps as lines."""
    return ["Next:", *(f"  {number}. {step}" for number, step in enumerate(steps, 1))]


if __name__ == "__main__":
    sys.exit(main())
