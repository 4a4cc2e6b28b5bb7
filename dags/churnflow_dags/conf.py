"""The first task of every DAG: refuses a run whose conf has keys that the form does not declare, or values that do not fit.

Airflow itself takes undeclared keys silently, so that a misspelt one would be ignored; and a pattern's `$` lets a final line
break through. Everything else in a DAG comes after this task and reads its result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException, ParamValidationError

CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MULTILINE = "multiline"
"""The form's word for a field of several lines: the one kind of text that may hold line ends."""


@task(task_id="check_conf")
def check_conf() -> dict[str, Any]:
    """The checked values of the run's form by name; an empty field is an empty text."""
    context: Any = get_current_context()
    complaints = problems(context["dag"].params, context["dag_run"].conf or {}, context["run_id"])
    if complaints:
        raise AirflowFailException("This run is refused: " + "; ".join(complaints))
    return {name: "" if value is None else value for name, value in context["params"].items()}


def problems(declared: Any, conf: Mapping[str, Any], run_id: str) -> list[str]:
    """What is wrong with a run's conf and id; empty when nothing is. `declared` is the DAG's ParamsDict."""
    found = [] if not CONTROL.search(run_id) else [f"run id: expected no control characters, found {run_id!r}"]
    for key, value in conf.items():
        if key not in declared:
            known = ", ".join(sorted(declared)) or "none"
            found.append(f"conf: expected only the keys {known}; found {key!r}")
            continue
        try:
            declared.get_param(key).resolve(value)
        except ParamValidationError as error:
            found.append(f"conf.{key}: found {value!r}: {' '.join(str(error).split())}")
        allowed = declared.get_param(key).schema.get("format") == MULTILINE
        unfit = _unfit(value, CONTROL_BUT_LINES if allowed else CONTROL)
        found += [f"conf.{key}: expected no control characters, found {text!r}" for text in unfit]
    return found


def _unfit(value: Any, control: re.Pattern[str]) -> list[str]:
    """What holds a control character, cut to it and a few characters around."""
    values = value if isinstance(value, list) else [value]
    found = [(text, control.search(text)) for text in values if isinstance(text, str)]
    return [text[max(0, hit.start() - 20) : hit.end() + 20] for text, hit in found if hit]
