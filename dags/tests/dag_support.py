"""What several test files use: the sample pipeline, changed copies of it, and the DAG files loaded as Airflow does."""

from __future__ import annotations

from pathlib import Path

import yaml

DAGS = Path(__file__).resolve().parent.parent
SAMPLE = DAGS / "pipelines" / "telco_churn.yaml"


def load_bag():
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=DAGS, bundle_path=DAGS)


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
