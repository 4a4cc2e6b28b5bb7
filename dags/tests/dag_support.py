"""What several test files use: the sample pipeline, changed copies of it, and the DAG files loaded as Airflow does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

DAGS = Path(__file__).resolve().parent.parent
SAMPLE = DAGS / "pipelines" / "telco_churn.yaml"
RUN_JOB = f"""#!{sys.executable}
import json, os, pathlib, sys
home, job = pathlib.Path(__file__).parents[2], sys.argv[1]
given = {{name: value for name, value in os.environ.items() if name.startswith("CHURNFLOW_")}}
with (home / "calls.jsonl").open("a") as calls:
    calls.write(json.dumps([job, given]) + chr(10))
ends = home / (job + ".exit")
if ends.exists():
    print(f"churnflow {{job}}: error: as the test wants it", file=sys.stderr)
    sys.exit(int(ends.read_text()))
verdict = home / "verdict"
said = verdict.read_text() if verdict.exists() else "passed"
print(json.dumps({{"step": job, "version": "7", "reason": "measured", "verdict": said, "rows": 2_500_000}}))
"""
"""A program that notes how it was called, in place of the jars."""


def load_bag(file="."):
    """The DAG files, or one of them."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=DAGS / file, bundle_path=DAGS)


def changed(folder, name="telco_churn", **changes):
    """Write a copy of the sample with values replaced; `a__b` is the path a.b."""
    values = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    values["name"] = name
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = values
        for parent in parents:
            place = place[parent]
        place[last] = value
    file = folder / f"{name}.yaml"
    file.write_text(yaml.safe_dump(values), encoding="utf-8")
    return file


def run(dag_id, conf=None):
    """Runs a DAG to its end; its state, and its tasks' states by name."""
    result = load_bag().dags[dag_id].test(run_conf=conf)
    states = {}
    for task in result.get_task_instances():
        states.setdefault(task.task_id, set()).add(str(task.state))
    return str(result.state), {name: "/".join(sorted(found)) for name, found in states.items()}


def calls(home):
    file = home / "calls.jsonl"
    return [tuple(json.loads(line)) for line in file.read_text().splitlines()] if file.exists() else []


def pinned(file, line):
    """The sample's pipeline file with a further line at its end, such as one that names a release."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SAMPLE.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
