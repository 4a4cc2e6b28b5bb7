"""Texts that would be executed, or break a file, if any part took them for more: sent in every field of every form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support import pipelines
from tests.support.airflow import Airflow
from tests.support.rest import RestError

CANARY = "canary-was-executed"
"""Begins the names of the files that such texts would make."""
REFUSED_BY_FORM = 400
MARKUP = "<img src=x onerror=alert(1)>"
ALL = "all"
BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("promotion", "reason"): {"action": "rollback"},
    ("deploy_pipeline", "pipeline_file"): {"sample": "telco_churn.csv"},
    ("deploy_pipeline", "path"): {"sample": "telco_churn.csv"},
    ("deploy_pipeline", "sample"): {"pipeline_file": yaml.safe_dump(pipelines.small("hostile_churn"), sort_keys=False)},
    ("deploy_pipeline", "reason"): {"action": "restore", "name": "nowhere", "version": "1"},
}
"""By kind of DAG and field: what else a form needs so that a text gets further than to the first look at the form."""


def texts(canary: Path) -> dict[str, str]:
    """Texts that would create `canary` if any part ran them."""
    touch = f"touch {canary}"
    return {
        "option": "--help",
        "substitution": f"$({touch})",
        "backticks": f"`{touch}`",
        "double quotes": f'"; {touch}; "',
        "single quotes": f"'; {touch}; '",
        "newline": f"a.csv\n{touch}\n",
        "template": "{{ ds }}",
        "template code": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "markup": MARKUP,
        "script": f"{canary}.sh",
    }


def together(canary: Path) -> str:
    """All of them in one line, which begins like an option and ends like the name of a script."""
    return " ".join(texts(canary).values()).replace("\n", " ")


@dataclass(frozen=True)
class Sent:
    """A text that was sent in a field, and the run it became; None where the REST API refused it."""

    dag: str
    field: str
    text: str
    run_id: str | None


def send(airflow: Airflow, pipeline: str, dags: Iterable[str], canary: Path) -> dict[str, Sent]:
    """Hostile texts in each field that takes a text, of each of these DAGs, and as a key that no form has.

    A field whose form refuses all of them together is sent each alone, which costs no run; so is the file to score, whose runs
    need not wait for each other. Every other field becomes one run with all together, and is sent the one with several lines.
    """
    sent: dict[str, Sent] = {}
    for dag in sorted(dags):
        for field, in_list in _fields(airflow, dag):
            own = canary.with_name(f"{canary.name}-{len(sent)}")
            first = sent[f"{ALL} as {field} of {dag}"] = _send(airflow, pipeline, dag, field, together(own), in_list)
            each_alone = first.run_id is None or dag == f"{pipeline}_inference"
            for name, text in texts(own).items():
                if each_alone or name == "newline":
                    sent[f"{name} as {field} of {dag}"] = _send(airflow, pipeline, dag, field, text, in_list)
        key = together(canary.with_name(f"{canary.name}-{len(sent)}"))
        sent[f"{ALL} as a key of {dag}"] = Sent(dag, "", key, airflow.trigger(dag, {key: "x"}))
    return sent


def _fields(airflow: Airflow, dag: str) -> Iterator[tuple[str, bool]]:
    """The fields of a DAG's form that take a text, by Airflow's API, and whether it is a list of texts that they take."""
    for name, declared in airflow.get(f"/dags/{dag}/details")["params"].items():
        schema = declared["schema"]
        if "string" in schema["type"]:
            yield name, False
        elif "array" in schema["type"] and "string" in schema["items"]["type"]:
            yield name, True


def _send(airflow: Airflow, pipeline: str, dag: str, field: str, text: str, in_list: bool) -> Sent:
    beside = BESIDE.get((dag.removeprefix(f"{pipeline}_"), field), {})
    try:
        run_id = airflow.trigger(dag, {**beside, field: [text] if in_list else text})
    except RestError as error:
        assert error.status == REFUSED_BY_FORM, error
        return Sent(dag, field, text, None)
    return Sent(dag, field, text, run_id)


def complaints(airflow: Airflow, sent: dict[str, Sent], seconds: float = 900) -> list[str]:
    """The runs that did anything but fail at their first try, or find nothing to do.

    One with a hostile reason may also succeed: a reason is any text.
    """
    found = []
    for name, each in sent.items():
        if each.run_id is None:
            continue
        state = airflow.wait(each.dag, each.run_id, seconds)["state"]
        tasks = airflow.tasks(each.dag, each.run_id)
        tries = max(task["try_number"] for task in tasks)
        idle = {task["task_id"] for task in tasks if task["state"] == "success"} <= {"check_conf"}
        if not (state == "failed" or idle or each.field.endswith("reason")) or tries > 1:
            found.append(f"{name}: {state} after {tries} tries")
    return found
