"""Starts DAG runs over Airflow's REST API and shows them as they go."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from churnflow_stack import rest
from churnflow_stack.places import StackError
from churnflow_stack.rest import Rest, RestError

Json = dict[str, Any]
ENDED = ("success", "failed")
TOLD = ("success", "failed", "upstream_failed", "up_for_retry", "awaiting_input")
SETTLED = 4
"""Seconds without a run after which none is taken to come; the scheduler sees an event within two."""
AWAY = 180
"""Seconds for which a server that is being restarted is waited for."""


@dataclass
class Runs:
    """One Airflow, and what has been said about its tasks."""

    api: Rest
    _said: set[tuple[str, ...]] = field(default_factory=set)

    def ready(self, dags: list[str], seconds: float = 120) -> None:
        """Waits until the DAGs are there, and lets them run."""
        end = time.monotonic() + seconds
        while missing := set(dags) - self.dags():
            errors = self._get("/importErrors")["import_errors"]
            if errors or time.monotonic() > end:
                why = errors[0]["stack_trace"] if errors else f"none within {seconds:.0f} s"
                raise StackError(f"expected the DAGs {', '.join(sorted(missing))}, found {why}")
            time.sleep(1)
        for dag in dags:
            self.api.call("PATCH", f"/dags/{dag}", {"is_paused": False})

    def start(self, dag: str, conf: Json) -> str:
        """The new run's id."""
        run: str = self.api.call("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": conf})["dag_run_id"]
        return run

    def started_by(self, dag: str, source_run: str, seconds: float = 120) -> str:
        """The run of `dag` that an asset event of another run has started."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            runs = self._get(f"/dags/{dag}/dagRuns?order_by=-run_after&limit=20")["dag_runs"]
            # Of a run that has not begun Airflow 3.3.2 cannot tell the events: 500.
            for run_id in (str(run["dag_run_id"]) for run in runs if run["start_date"]):
                events = self._get(f"{_path(dag, run_id)}/upstreamAssetEvents")["asset_events"]
                if any(event["source_run_id"] == source_run for event in events):
                    return run_id
            time.sleep(1)
        raise StackError(f"{dag}: expected a run started by {source_run} within {seconds:.0f} s, found none")

    def dags(self) -> set[str]:
        """The names of all that are there."""
        return {dag["dag_id"] for dag in self._all("/dags", "dags")}

    def named(self, dag: str, prefix: str) -> list[str]:
        """The ids of a DAG's newest runs that begin so, the oldest first."""
        runs = self._get(f"/dags/{dag}/dagRuns?order_by=-run_after&limit=50")["dag_runs"]
        return [str(run["dag_run_id"]) for run in reversed(runs) if str(run["dag_run_id"]).startswith(prefix)]

    def settled(self, dag: str, seconds: float = 240) -> None:
        """Waits until events have had time to start runs of a DAG, and none is left; StackError where one is for too long."""
        begun, quiet = time.monotonic(), 0
        while quiet < SETTLED:
            if time.monotonic() > begun + seconds:
                raise StackError(f"{dag}: expected its runs to end within {seconds:.0f} s, found some that have not")
            runs = self._get(f"/dags/{dag}/dagRuns?order_by=-run_after&limit=20")["dag_runs"]
            quiet = quiet + 1 if all(run["state"] in ENDED for run in runs) else 0
            time.sleep(1)

    def follow(self, dag: str, run_id: str) -> None:
        """Says what each task does until the run has ended; StackError with the log's end when it has failed."""
        begun = time.monotonic()
        while True:
            state = self._get(_path(dag, run_id))["state"]
            tasks = self._all(_path(dag, run_id) + "/taskInstances", "task_instances")
            for task in sorted(tasks, key=lambda task: task["end_date"] or ""):
                self._say(task)
            if state in ENDED:
                break
            time.sleep(0.7)
        print(f"  {time.monotonic() - begun:6.1f} s in all: {state}", flush=True)
        if state == "failed":
            raise StackError(f"{dag} {run_id} has failed\n" + "\n".join(self._last_words(dag, run_id, tasks)))

    def result(self, dag: str, run_id: str, task: str) -> Json:
        """What a job has handed on; empty when it did not run."""
        try:
            value = self._get(f"{_path(dag, run_id)}/taskInstances/{task}/xcomEntries/return_value?deserialize=true")["value"]
        except RestError as error:
            if error.status != 404:
                raise
            return {}
        return value if isinstance(value, dict) else {}

    def _say(self, task: Json) -> None:
        state, name = str(task["state"]), _name(task)
        key = (task["dag_id"], task["dag_run_id"], name, state, str(task["try_number"]))
        if state not in TOLD or key in self._said:
            return
        self._said.add(key)
        seconds = f"{task['duration']:6.1f} s" if task["duration"] is not None else " " * 8
        hint = "" if state == "success" else f"  {state.replace('_', ' ')}"
        print(f"  {seconds}  {name}{hint}", flush=True)

    def _last_words(self, dag: str, run_id: str, tasks: list[Json]) -> list[str]:
        """The ends of the failed tasks' logs, but for the web UI's folding marks."""
        lines = []
        for task in tasks:
            if task["state"] == "failed":
                path = f"{_path(dag, run_id)}/taskInstances/{task['task_id']}/logs/{task['try_number']}"
                log = self._get(f"{path}?map_index={task['map_index']}&full_content=true")["content"]
                said = [text for text in map(_text, log) if not text.startswith("::")]
                lines += [f"  the end of {_name(task)}'s log:", *(f"    {text}" for text in said[-20:])]
        return lines

    def _get(self, path: str) -> Any:
        return patiently(lambda: self.api.call("GET", path))

    def _all(self, path: str, key: str) -> list[Json]:
        found: list[Json] = patiently(lambda: rest.pages(self.api, path, key))
        return found


def patiently(question: Callable[[], Any]) -> Any:
    """The answer, though the server may be restarted meanwhile, or be in trouble for a moment."""
    end = time.monotonic() + AWAY
    while True:
        try:
            return question()
        except (OSError, RestError) as error:
            if isinstance(error, RestError) and error.status < 500:
                raise
            if time.monotonic() > end:
                raise StackError(f"expected an answer from Airflow within {AWAY} s, found {error}") from error
        time.sleep(1)


def _path(dag: str, run_id: str) -> str:
    return f"/dags/{dag}/dagRuns/{quote(run_id, safe='')}"


def _name(task: Json) -> str:
    which = task.get("rendered_map_index") or task["map_index"]
    return str(task["task_id"]) + (f" [{which}]" if task["map_index"] >= 0 else "")


def _text(event: Any) -> str:
    return str(event.get("event", "")) if isinstance(event, dict) else str(event)
