"""Lineage, metrics and traces of a training and an inference, sent by the real stack to receivers on this machine.

Metrics and traces go to a real OpenTelemetry Collector; OpenLineage's events to a server of the tests', since a catalogue that
takes them needs more than this machine has. OpenLineage's own classes read each event.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import pipelines, rows
from tests.support.places import DATA, ROOT, shown
from tests.support.receivers import Posts
from tests.support.stack import Stack, await_true
from tests.telemetry.collector import Collector

PIPELINE = "seen_churn"
TRAINING, INFERENCE, PROMOTION = (f"{PIPELINE}_{kind}" for kind in ("training", "inference", "promotion"))
KEY, HEADER = "a-key-for-lineage", "a-token-for-traces"
PATIENCE = 900.0
"""Seconds for a run; each task sends and waits, twice."""
CUSTOMERS = "telco_new_customers.csv"
Event = dict[str, Any]
Place = tuple[str, str]
"""A dataset: namespace and name."""


@dataclass(frozen=True)
class Seen:
    """A stack that sends what it does, its runs, and where that has arrived."""

    stack: Stack
    collector: Collector
    events: Posts
    training: str
    inference: str
    failed: str

    def of(self, dag: str, run_id: str, kind: str | None = None) -> list[Event]:
        """The events of a run's tasks; those of the run itself have no task."""
        known = [event for event in self.events.received if event["job"]["name"].startswith(f"{dag}.")]
        of_run = [event for event in known if event["run"]["facets"]["airflow"]["dagRun"]["run_id"] == run_id]
        return [event for event in of_run if kind in (None, event["eventType"])]


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    made = Collector(shown() / "collector")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def seen(collector: Collector) -> Iterator[Seen]:
    events = Posts()
    stack = Stack(shown() / "telemetry")
    stack.variables |= {
        "AIRFLOW__METRICS__OTEL_ON": "True",
        "AIRFLOW__TRACES__OTEL_ON": "True",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
        "OTEL_EXPORTER_OTLP_HEADERS": f"authorization={HEADER}",
        "OTEL_METRIC_EXPORT_INTERVAL": "2000",
        "OPENLINEAGE_URL": events.url,
        "OPENLINEAGE_API_KEY": KEY,
    }
    pipelines.write(stack.pipelines, pipelines.small(PIPELINE, training={"models": pipelines.SMALL_MODELS[:2]}))
    with stack:
        training = stack.airflow.trigger(TRAINING)
        assert stack.airflow.wait(TRAINING, training, PATIENCE)["state"] == "success"
        stack.promotion_of(PIPELINE, training, PATIENCE)
        inference = stack.airflow.trigger(INFERENCE, {"input": CUSTOMERS})
        failed = stack.airflow.trigger(INFERENCE, {"input": "nobody/has_this.csv"})
        assert stack.airflow.wait(INFERENCE, inference, PATIENCE)["state"] == "success"
        assert stack.airflow.wait(INFERENCE, failed, PATIENCE)["state"] == "failed"
        yield Seen(stack, collector, events, training, inference, failed)
    events.stop()


@pytest.mark.parametrize("kind", ["training", "inference"])
def test_each_task_is_told_of_as_it_starts_and_as_it_ends(seen: Seen, kind: str) -> None:
    dag, run_id = f"{PIPELINE}_{kind}", getattr(seen, kind)
    done = [
        (f"{dag}.{task['task_id']}", task["map_index"])
        for task in seen.stack.airflow.tasks(dag, run_id)
        if task["state"] == "success"
    ]
    assert len(done) >= 7
    for event_type in ("START", "COMPLETE"):
        told = [(event["job"]["name"], _map_index(event)) for event in seen.of(dag, run_id, event_type)]
        assert sorted(told) == sorted(done), event_type
    runs = {e["run"]["runId"] for e in seen.of(dag, run_id, "START")}
    assert runs == {e["run"]["runId"] for e in seen.of(dag, run_id, "COMPLETE")}
    assert len(runs) == len(done)


def test_the_steps_are_one_graph_from_the_training_table_to_the_predictions(seen: Seen) -> None:
    edges = {edge for event in seen.of(TRAINING, seen.training) + seen.of(INFERENCE, seen.inference) for edge in _edges(event)}
    model = (f"mlflow://127.0.0.1:{seen.stack.mlflow_port}", f"models/{PIPELINE}")
    predictions = ("file", str(seen.stack.predictions(PIPELINE, seen.inference)))
    trained_on, scored = ("file", str(DATA / "telco_churn.csv")), ("file", str(DATA / CUSTOMERS))
    assert model in _downstream(edges, trained_on)
    assert predictions in _downstream(edges, scored)
    assert predictions in _downstream(edges, model)
    assert model not in _downstream(edges, scored)
    jobs = ("load_data", "validate_data", "process_data", "train_model", "evaluate_model", "register_model")
    assert {f"{TRAINING}.{job}" for job in jobs} <= {name for _, name in _downstream(edges, trained_on)}


def test_what_is_told_of_a_file_is_true(seen: Seen) -> None:
    outputs = [output for event in _told(seen) for output in event["outputs"] if output["namespace"] == "file"]
    assert len(outputs) > 40
    for output in outputs:
        content = Path(output["name"]).read_bytes()
        assert _version(output) == hashlib.sha256(content).hexdigest(), output["name"]
        assert output["outputFacets"]["outputStatistics"]["size"] == len(content)
    made = {output["name"]: _version(output) for output in outputs}
    inputs = [each for event in _told(seen) for each in event["inputs"] if each["name"] in made]
    assert len(inputs) > 20
    assert all(_version(each) == made[each["name"]] for each in inputs)


def test_rows_are_counted(seen: Seen) -> None:
    counted = {
        Path(output["name"]).name: output["outputFacets"]["outputStatistics"].get("rowCount")
        for event in _told(seen)
        for output in event["outputs"]
        if output["namespace"] == "file"
    }
    assert counted["predictions.csv"] == counted["scored.arrow"] == len(rows.new_customers())
    assert counted["train.arrow"] + counted["holdout.arrow"] == len(rows.training())


def test_the_version_is_the_registered_one(seen: Seen) -> None:
    version = str(seen.stack.airflow.xcom(TRAINING, seen.training, "register_model")["version"])
    (registered,) = [e for e in seen.of(TRAINING, seen.training, "COMPLETE") if e["job"]["name"].endswith("register_model")]
    assert [_version(output) for output in registered["outputs"] if output["name"] == f"models/{PIPELINE}"] == [version]
    (used,) = [e for e in seen.of(INFERENCE, seen.inference, "COMPLETE") if e["job"]["name"].endswith(".predict")]
    assert [_version(each) for each in used["inputs"] if each["name"] == f"models/{PIPELINE}"] == [version]


def test_a_job_that_fails_is_told_of_with_its_words_and_without_data(seen: Seen) -> None:
    (failed,) = seen.of(INFERENCE, seen.failed, "FAIL")
    assert failed["job"]["name"] == f"{INFERENCE}.load_data"
    said = failed["run"]["facets"]["errorMessage"]["message"]
    assert "load-data ended with exit code 2" in said and "nobody/has_this.csv" in said
    assert failed["inputs"] == failed["outputs"] == []


def test_every_event_is_what_openlineage_says_it_is(seen: Seen) -> None:
    kept = shown() / "lineage.jsonl"  # for people, too
    kept.write_text(
        "".join(json.dumps({k: v for k, v in event.items() if k != "authorization"}) + "\n" for event in seen.events.received)
    )
    python, program = ROOT / ".venv" / "airflow" / "bin" / "python", Path(__file__).with_name("read_events.py")
    with kept.open() as lines:
        read = subprocess.run([python, program], stdin=lines, capture_output=True, text=True, check=False)
    assert (read.returncode, read.stdout) == (0, ""), read.stderr
    assert {event["authorization"] for event in seen.events.received} == {f"Bearer {KEY}"}


def test_metrics_arrive(seen: Seen) -> None:
    wanted = {"airflow.scheduler_heartbeat", "airflow.task.duration", "airflow.ti.finish"}
    await_true(lambda: wanted <= seen.collector.metrics(), 60, f"{sorted(wanted)} among {sorted(seen.collector.metrics())}")
    assert seen.collector.services() == {"churnflow"}


@pytest.mark.parametrize("kind", ["training", "inference"])
def test_a_run_is_one_trace_with_a_span_a_task(seen: Seen, kind: str) -> None:
    dag, run_id = f"{PIPELINE}_{kind}", getattr(seen, kind)
    tasks = {t["task_id"] for t in seen.stack.airflow.tasks(dag, run_id) if t["state"] == "success"}

    def of_run() -> list[dict[str, Any]]:
        return [span for span in seen.collector.spans() if span["attributes"].get("airflow.dag_run.run_id") == run_id]

    await_true(lambda: any(span["name"].startswith("dag_run") for span in of_run()), 60, f"the span of {run_id}")
    assert len({span["traceId"] for span in of_run()}) == 1
    assert tasks <= {span["attributes"].get("airflow.task_id") for span in of_run()}


def test_no_log_shows_what_telemetry_is_sent_with(seen: Seen) -> None:
    logs = [file for file in seen.stack.log_files() if KEY in (text := file.read_text(errors="replace")) or HEADER in text]
    assert logs == []


def _map_index(event: Event) -> int:
    index = event["run"]["facets"]["airflow"]["taskInstance"].get("map_index")
    return -1 if index is None else int(index)


def _told(seen: Seen) -> list[Event]:
    """What is said of the data of both runs."""
    return seen.of(TRAINING, seen.training, "COMPLETE") + seen.of(INFERENCE, seen.inference, "COMPLETE")


def _version(dataset: dict[str, Any]) -> str:
    version: str = dataset["facets"]["version"]["datasetVersion"]
    return version


def _edges(event: Event) -> Iterator[tuple[Place, Place]]:
    """From each input to the job, and from the job to each output."""
    job = (event["job"]["namespace"], event["job"]["name"])
    for dataset in event["inputs"]:
        yield (dataset["namespace"], dataset["name"]), job
    for dataset in event["outputs"]:
        yield job, (dataset["namespace"], dataset["name"])


def _downstream(edges: set[tuple[Place, Place]], start: Place) -> set[Place]:
    """Everything that is made of it, directly or not."""
    found, new = set[Place](), {start}
    while new:
        new = {to for source, to in edges if source in new} - found
        found |= new
    return found
