"""Asks MLflow's registry which run folders are needed, and removes trial models. Anything but a clear answer is an error."""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowFailException

SECONDS = 30


class NotRegisteredError(Exception):
    """The registry answers, and has no such model."""


def needed_folders(model: str) -> set[str]:
    """The run folders, relative to CHURNFLOW_HOME, of the model's versions that are in use: that have any alias."""
    answer = _answer("registered-models/get", {"name": model})["registered_model"]
    versions = {entry["version"] for entry in answer.get("aliases", [])}
    return {_folder(model, version) for version in sorted(versions)}


def delete_model(model: str) -> None:
    """Remove a registered model with its versions; nothing where there is none."""
    try:
        _answer("registered-models/get", {"name": model})
    except NotRegisteredError:
        return
    _answer("registered-models/delete", {}, method="DELETE", body=json.dumps({"name": model}).encode())


def _folder(model: str, version: str) -> str:
    found = _answer("model-versions/get", {"name": model, "version": version})["model_version"]
    tags = {tag["key"]: tag["value"] for tag in found.get("tags", [])}
    if "churnflow.run_folder" not in tags:
        raise AirflowFailException(f"{model} version {version}: expected the tag churnflow.run_folder, found {sorted(tags)}")
    return tags["churnflow.run_folder"].strip("/")


def _answer(path: str, query: Mapping[str, str], *, method: str = "GET", body: bytes | None = None) -> dict[str, Any]:
    server = os.environ.get("MLFLOW_TRACKING_URI", "").rstrip("/")
    if not server.startswith(("http://", "https://")):
        raise AirflowFailException(f"MLFLOW_TRACKING_URI: expected an http(s) address, found {server!r}")
    url = f"{server}/api/2.0/mlflow/{path}?{urllib.parse.urlencode(query)}"
    headers = _credentials() | ({"Content-Type": "application/json"} if body else {})
    request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310 - http or https, checked above
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        raise _refused(url, error) from error
    except (OSError, ValueError) as error:
        raise AirflowException(f"{url}: expected an answer from MLflow, found {error}") from error


def _refused(url: str, error: urllib.error.HTTPError) -> Exception:
    said = error.read(10_000).decode("utf-8", errors="replace")
    if error.code == 404 and '"RESOURCE_DOES_NOT_EXIST"' in said:
        return NotRegisteredError(url)
    kind = AirflowFailException if error.code in (400, 401, 403) else AirflowException
    return kind(f"{url}: expected an answer from MLflow, found {error.code} {error.reason}: {' '.join(said.split())[:300]}")


def _credentials() -> dict[str, str]:
    user, password = os.environ.get("MLFLOW_TRACKING_USERNAME"), os.environ.get("MLFLOW_TRACKING_PASSWORD")
    if not user or not password:
        return {}
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")}
