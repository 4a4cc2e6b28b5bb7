"""What the tests ask of Airflow, all of it over the public REST API."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.support.rest import Rest, RestError, quoted

FINISHED = {"success", "failed"}
AIRFLOW_NOTICES = 10.0
"""Seconds after which its scheduler surely knows that a task waits for an answer."""
Json = dict[str, Any]


class Airflow:
    """A logged-in person's view of one Airflow."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url, self.user, self.password = url, user, password
        self._rest = Rest(url + "/api/v2")
        self.login()

    def login(self) -> None:
        answer = Rest(self.url).call("POST", "/auth/token", {"username": self.user, "password": self.password})
        self._rest.headers["Authorization"] = "Bearer " + answer["access_token"]

    def whole(self) -> Rest:
        """The server with this person's login, from its root."""
        return Rest(self.url, dict(self._rest.headers))

    def call(self, method: str, path: str, body: Any = None) -> Any:
        try:
            return self._rest.call(method, path, body)
        except RestError as error:
            if error.status != 401:
                raise
            self.login()
            return self._rest.call(method, path, body)

    def get(self, path: str) -> Any:
        return self.call("GET", path)

    def all(self, path: str, key: str) -> list[Json]:
        """Everything that a page lists, however much it shows at once: by default a hundred, whatever is asked for."""
        found: list[Json] = []
        while page := self.get(f"{path}?limit=100&offset={len(found)}")[key]:
            found += page
        return found

    def healthy(self) -> bool:
        try:
            parts = self.get("/monitor/health")
        except (OSError, RestError):
            return False
        wanted = ("metadatabase", "scheduler", "triggerer", "dag_processor")
        return all(parts.get(part, {}).get("status") == "healthy" for part in wanted)

    def unpause(self, dag: str) -> None:
        self.call("PATCH", f"/dags/{dag}", {"is_paused": False})

    def pause(self, dag: str) -> None:
        self.call("PATCH", f"/dags/{dag}", {"is_paused": True})

    def dag_ids(self) -> set[str]:
        return {dag["dag_id"] for dag in self.all("/dags", "dags")}

    def trigger(self, dag: str, conf: Json | None = None, run_id: str | None = None) -> str:
        """Starts a run as a REST client would; the run's id."""
        body: Json = {"logical_date": None, "conf": conf or {}}
        if run_id is not None:
            body["dag_run_id"] = run_id
        run: str = self.call("POST", f"/dags/{dag}/dagRuns", body)["dag_run_id"]
        return run

    def clear(self, dag: str, run_id: str) -> None:
        """All tasks of a run that has ended are done again."""
        self.call("POST", f"/dags/{dag}/dagRuns/{quoted(run_id)}/clear", {"dry_run": False})

    def run(self, dag: str, run_id: str) -> Json:
        answer: Json = self.get(f"/dags/{dag}/dagRuns/{quoted(run_id)}")
        return answer

    def runs(self, dag: str) -> list[Json]:
        return self.all(f"/dags/{dag}/dagRuns", "dag_runs")

    def started_by(self, dag: str, source_run: str) -> Json | None:
        """The run of the DAG that an asset event of another run has started; None where none has begun."""
        for run in self.runs(dag):
            if run["start_date"]:  # of one that has not begun Airflow 3.3.2 cannot tell the events: 500
                events = self.get(f"/dags/{dag}/dagRuns/{quoted(run['dag_run_id'])}/upstreamAssetEvents")["asset_events"]
                if any(event["source_run_id"] == source_run for event in events):
                    return run
        return None

    def wait(self, dag: str, run_id: str, seconds: float = 180) -> Json:
        """The run once it has ended; fails with the states of its tasks when it has not in time."""
        end = time.monotonic() + seconds
        run: Json = {}
        while time.monotonic() < end:
            try:
                run = self.run(dag, run_id)
            except (OSError, RestError):
                run = {}  # a test may be killing the server under us
            if run.get("state") in FINISHED:
                return run
            time.sleep(1)
        raise AssertionError(f"{dag} {run_id}: {run.get('state')} after {seconds:.0f} s: {self.states(dag, run_id)}")

    def tasks(self, dag: str, run_id: str) -> list[Json]:
        return self.all(f"/dags/{dag}/dagRuns/{quoted(run_id)}/taskInstances", "task_instances")

    def states(self, dag: str, run_id: str) -> dict[str, str]:
        return {
            task["task_id"] + (f"[{task['map_index']}]" if task["map_index"] >= 0 else ""): str(task["state"])
            for task in self.tasks(dag, run_id)
        }

    def xcom(self, dag: str, run_id: str, task: str, key: str = "return_value", index: int = -1) -> Any:
        path = f"/dags/{dag}/dagRuns/{quoted(run_id)}/taskInstances/{task}/xcomEntries/{key}"
        value = self.get(path + f"?map_index={index}&deserialize=true")["value"]
        return json.loads(value) if isinstance(value, str) and value[:1] in "{[" else value

    def log(self, dag: str, run_id: str, task: str, attempt: int = 1, index: int = -1) -> str:
        """A try's log as plain text, one line an event."""
        path = f"/dags/{dag}/dagRuns/{quoted(run_id)}/taskInstances/{task}/logs/{attempt}"
        answer = self.get(path + f"?map_index={index}&full_content=true")
        return "\n".join(_line(event) for event in answer["content"])

    def rendered(self, dag: str, run_id: str) -> str:
        """Every rendered field of every task, as one text to search in."""
        return json.dumps([task.get("rendered_fields") for task in self.tasks(dag, run_id)])

    def answer(self, dag: str, run_id: str, task: str, option: str, seconds: float = 120) -> None:
        """Responds to a person's approval as the web UI's button does; not too early, as docs/dags.md says."""
        path = f"/dags/{dag}/dagRuns/{quoted(run_id)}/taskInstances/{task}/-1/hitlDetails"
        end, noticed = time.monotonic() + seconds, time.monotonic() + AIRFLOW_NOTICES
        while (state := self.states(dag, run_id)[task]) not in FINISHED:
            now = time.monotonic()
            if state != "awaiting_input":
                noticed = now + AIRFLOW_NOTICES
            elif now >= noticed and not self.get(path)["response_received"]:
                self.call("PATCH", path, {"chosen_options": [option], "params_input": {}})
            assert now < end, f"{dag} {run_id}: {task} is {state} after {seconds:.0f} s"
            time.sleep(1)

    def import_errors(self) -> list[Json]:
        answer: list[Json] = self.get("/importErrors")["import_errors"]
        return answer


def _line(event: Any) -> str:
    """An event of the structured log: its text and, where there is one, its exception."""
    if not isinstance(event, dict):
        return str(event)
    details = event.get("error_detail") or []
    errors = [f"{e.get('exc_type')}: {e.get('exc_value')}" for e in details]
    return " ".join([str(event.get("event", "")), *errors])
