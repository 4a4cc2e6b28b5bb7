#!/usr/bin/env python3
"""Draft a pipeline file from a CSV: `make new-pipeline CSV=… NAME=…`, with TARGET, POSITIVE and ID where they cannot be told.

The values come as environment variables and reach the job as such; nothing here is read by a shell.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from chain import LAUNCHER, REPO

ROOTS = (REPO / "var" / "home" / "inbox", REPO / "data")
"""Where the stack of one machine looks inputs up, in this order."""

ASKED = {"TARGET": "CHURNFLOW_TARGET", "POSITIVE": "CHURNFLOW_POSITIVE", "ID": "CHURNFLOW_ID"}


def main() -> int:
    """The job's exit code."""
    csv, name = os.environ.get("CSV", ""), os.environ.get("NAME", "")
    missing = " and ".join(key for key, value in (("CSV", csv), ("NAME", name)) if not value)
    if missing:
        usage = "make new-pipeline CSV=my_customers.csv NAME=my_churn"
        print(f"churnflow new-pipeline: error: {missing}: expected a value ({usage}), found nothing", file=sys.stderr)
        return 2
    table = Path(csv).expanduser().absolute()
    folder = Path(os.environ.get("CHURNFLOW_PIPELINES") or REPO / "dags" / "pipelines")
    file = folder / f"{name}.yaml"
    values = {
        "CHURNFLOW_CSV": str(table),
        "CHURNFLOW_NAME": name,
        "CHURNFLOW_OUTPUT": str(file),
        "CHURNFLOW_INPUT": looked_up(table),
    }
    values |= {variable: os.environ[key] for key, variable in ASKED.items() if os.environ.get(key)}
    done = subprocess.run(
        [str(LAUNCHER), "infer-contract"], env=os.environ | values, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        return done.returncode
    print(next_steps(json.loads(done.stdout.splitlines()[-1]), table, shown(file)))
    return 0


def looked_up(table: Path) -> str:
    """The path by which trainings will find the table, or its bare name where it lies elsewhere."""
    for root in ROOTS:
        if table.resolve().is_relative_to(root.resolve()):
            return str(table.resolve().relative_to(root.resolve()))
    return table.name


def shown(path: Path) -> str:
    """A path as one types it in the repository."""
    return str(path.relative_to(REPO)) if path.is_relative_to(REPO) else str(path)


def next_steps(drafted: dict[str, object], table: Path, file: str) -> str:
    """What has been written, and what to do with it."""
    features, dropped = drafted["features"], drafted["dropped"]
    assert isinstance(features, list) and isinstance(dropped, list)
    lines = [
        f"Drafted {file}: {drafted['rows']} rows, {len(features)} features, {len(dropped)} columns dropped (see above).",
        "Next:",
        "  1. read it, above all the target, what is dropped and the gate; docs/pipelines.md says what each field means",
    ]
    steps = [] if any(table.resolve().is_relative_to(root.resolve()) for root in ROOTS) else [f"cp {table} var/home/inbox/"]
    steps.append(f"make up, and trigger {drafted['pipeline']}_training in the web page; its DAGs appear within a minute")
    return "\n".join(lines + [f"  {number}. {step}" for number, step in enumerate(steps, 2)])


if __name__ == "__main__":
    sys.exit(main())
