"""Builds the page that Airflow shows for a DAG: its story, then what to do when a task fails, by exit code."""

from __future__ import annotations

from inspect import cleandoc

from churnflow_dags.exits import EXITS

FAILED = """
## When a task fails

Open the task's log: a job's error is one line, `churnflow <job>: error: ...`, and says what, where, what was expected and
what was found. The exit code stands in the line after it.

{table}

Any other exit code (137: killed) is tried again. A task that does not start at all waits for a slot of the pool
`churnflow_jvm`. Clearing a failed task is always safe: a step that was published is reused, one that was not left nothing.
"""


def page(story: str | None, description: str = "") -> str:
    """Markdown for `doc_md`."""
    rows = [f"| {code} | {e.meaning} | {e.airflow} | {e.person} |" for code, e in EXITS.items()]
    header = "| exit | meaning | Airflow | you |\n| --- | --- | --- | --- |"
    parts = [description, cleandoc(story or ""), FAILED.strip().format(table="\n".join([header, *rows]))]
    return "\n\n".join(part for part in parts if part)
