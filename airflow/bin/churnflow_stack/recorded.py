"""What MLflow's record of a training says: enough to do it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import yaml

from churnflow_stack.places import StackError
from churnflow_stack.rest import Rest, RestError

API = "/api/2.0/mlflow"
FILES = "/api/2.0/mlflow-artifacts/artifacts/"
OUT_OF_FOLD = "oof_"
MISSING = (400, 404)
"""What MLflow answers of what is not there; 400 where the id is none."""


class NotRecordedError(StackError):
    """The run is none of a training that can be done again."""


@dataclass(frozen=True)
class Candidate:
    """One algorithm's training, as it was logged; `trials` of its search were done, 1 where there was none."""

    algorithm: str
    model_sha256: str
    out_of_fold_sha256: str
    metrics: dict[str, float]
    trials: int


@dataclass(frozen=True)
class Recorded:
    """One training: what it was made from, and what came of it; `tables` are name to the digest's first half.

    `release` is the version of the jobs that the pipeline file names, empty where these were the stack's own.
    `known_outcomes` is the content of the file of that name, empty where the training used no outcomes of scored customers.
    """

    run_id: str
    pipeline: str
    pipeline_file: str
    release: str
    input: str
    input_sha256: str
    commit: str
    known_outcomes: dict[str, Any]
    tables: dict[str, str]
    candidates: list[Candidate]


def read(server: Rest, run_id: str) -> Recorded:
    """The training that an MLflow run belongs to, itself or as a candidate; NotRecordedError where there is none."""
    found = _run(server, run_id)
    parent = _run(server, _tags(found)["mlflow.parentRunId"]) if "mlflow.parentRunId" in _tags(found) else found
    tags, info = _tags(parent), parent["info"]
    nested = _nested(server, info)
    if not nested:
        raise NotRecordedError(
            f"MLflow run {info['run_id']} ({info.get('run_name', 'without a name')}): expected that of a training, "
            "or of one of its candidates, found one to which no finished candidate belongs"
        )
    tables = parent.get("inputs", {}).get("dataset_inputs", [])
    pipeline_file = _file(server, info, "pipeline.yaml")
    return Recorded(
        run_id=_tag(tags, "churnflow.airflow.run_id", info),
        pipeline=_tag(tags, "churnflow.pipeline", info),
        pipeline_file=pipeline_file,
        release=yaml.safe_load(pipeline_file).get("release") or "",
        input=_tag(tags, "churnflow.input", info),
        input_sha256=_tag(tags, "churnflow.input_sha256", info),
        commit=_tag(tags, "churnflow.commit", info),
        known_outcomes=_known_outcomes(server, tags, info),
        tables={entry["dataset"]["name"]: entry["dataset"]["digest"] for entry in tables},
        candidates=[_candidate(server, run) for run in nested],
    )


def _known_outcomes(server: Rest, tags: dict[str, str], info: dict[str, Any]) -> dict[str, Any]:
    if "churnflow.known_outcomes_sha256" not in tags:
        return {}
    known: dict[str, Any] = json.loads(_file(server, info, "known-outcomes.json"))
    return known


def _file(server: Rest, info: dict[str, Any], name: str) -> str:
    try:
        return server.text("GET", f"{FILES}{_folder(info)}/{name}")
    except RestError as error:
        if error.status not in MISSING:
            raise
        raise NotRecordedError(f"MLflow run {info['run_id']}: expected {name} among its artifacts, found none") from error


def _run(server: Rest, run_id: str) -> dict[str, Any]:
    try:
        run: dict[str, Any] = server.call("GET", f"{API}/runs/get?run_id={quote(run_id, safe='')}")["run"]
    except RestError as error:
        if error.status not in MISSING:
            raise
        raise NotRecordedError(f"MLflow run {run_id}: expected one that MLflow knows, found none") from error
    return run


def _nested(server: Rest, parent: dict[str, Any]) -> list[dict[str, Any]]:
    body = {"experiment_ids": [parent["experiment_id"]], "filter": f"tags.`mlflow.parentRunId` = '{parent['run_id']}'"}
    runs = server.call("POST", f"{API}/runs/search", body).get("runs", [])
    return sorted((run for run in runs if run["info"]["status"] == "FINISHED"), key=lambda run: str(run["info"]["run_name"]))


def _candidate(server: Rest, run: dict[str, Any]) -> Candidate:
    tags, info = _tags(run), run["info"]
    return Candidate(
        algorithm=_tag(tags, "churnflow.algorithm", info),
        model_sha256=_tag(tags, "churnflow.model_sha256", info),
        out_of_fold_sha256=_tag(tags, "churnflow.out_of_fold_sha256", info),
        metrics={
            metric["key"].removeprefix(OUT_OF_FOLD): metric["value"]
            for metric in run["data"].get("metrics", [])
            if metric["key"].startswith(OUT_OF_FOLD)
        },
        trials=len(json.loads(_file(server, info, "trials.json"))["data"]),
    )


def _tags(run: dict[str, Any]) -> dict[str, str]:
    return {tag["key"]: tag["value"] for tag in run["data"].get("tags", [])}


def _tag(tags: dict[str, str], name: str, info: dict[str, Any]) -> str:
    if not tags.get(name):
        raise NotRecordedError(f"MLflow run {info['run_id']}: expected the tag {name}, as evaluate-model sets it, found none")
    return tags[name]


def _folder(info: dict[str, Any]) -> str:
    return str(info["artifact_uri"]).removeprefix("mlflow-artifacts:").lstrip("/")
