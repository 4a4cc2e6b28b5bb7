"""Tells OpenLineage what a job has read and written, where Airflow's settings turn that on (docs/telemetry.md).

All of it stands in what a job leaves: its result, and the manifest of the step that it has published. A job that fails has
published nothing, so it tells of no data; one that publishes no step does not either. OpenLineage's provider asks, in the
task's own process; nothing of it is imported before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from churnflow_dags.home import input_roots

ROWS = {
    "table.arrow": "rows",
    "train.arrow": "training_rows",
    "holdout.arrow": "holdout_rows",
    "rows.csv": "rows",
    "scored.arrow": "rows",
    "predictions.csv": "rows",
}
"""By a file's name, the field of the job's result that counts its rows."""

ELSEWHERE = {"batch": "predictions/{pipeline}/{which}/scored.arrow", "outcomes": "labels/{pipeline}/{which}.arrow"}
"""Files outside the run folder that a manifest names by a word and which one, relative to `CHURNFLOW_HOME`."""

ABSENT = "none"
"""A manifest's digest of a file that was looked for and was not there."""


@dataclass(frozen=True)
class Data:
    """A dataset as OpenLineage names it: `version` is a file's SHA-256, or the number of a registered version."""

    namespace: str
    name: str
    version: str = ""
    rows: int | None = None
    size: int | None = None
    """Bytes."""


class TellsLineage:
    """What an operator that runs a job has in common with others: the method that OpenLineage's provider asks."""

    done: tuple[Mapping[str, Any], Mapping[str, str]] | None = None
    """The job's result, and the task's own variables; set where the job has ended well."""

    def get_openlineage_facets_on_complete(self, _task_instance: Any) -> Any:
        """Inputs and outputs, as the provider's `OperatorLineage`; none of a job that has failed."""
        from airflow.providers.openlineage.extractors import OperatorLineage
        from openlineage.client.event_v2 import InputDataset, OutputDataset
        from openlineage.client.facet_v2 import dataset_version_dataset, output_statistics_output_dataset

        if self.done is None:
            return OperatorLineage()

        def known(data: Data) -> dict[str, Any]:
            version = {"version": dataset_version_dataset.DatasetVersionDatasetFacet(data.version)} if data.version else {}
            return {"namespace": data.namespace, "name": data.name, "facets": version}

        def counted(data: Data) -> dict[str, Any]:
            counts = output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=data.rows, size=data.size)
            return {} if data.size is None else {"outputStatistics": counts}

        step = Step.of(*self.done)
        return OperatorLineage(
            inputs=[InputDataset(**known(data)) for data in step.read()],
            outputs=[OutputDataset(**known(data), outputFacets=counted(data)) for data in step.written()],
        )


@dataclass(frozen=True)
class Step:
    """What a job has published: its result and, where there is one, its manifest."""

    home: Path
    roots: tuple[Path, ...]
    registry: str
    result: Mapping[str, Any]
    manifest: Mapping[str, Any]

    @staticmethod
    def of(result: Mapping[str, Any], variables: Mapping[str, str]) -> Step:
        """`variables` are those that the task has given its job; the others are the worker's."""
        known = {**os.environ, **variables}
        home = Path(known["CHURNFLOW_HOME"])
        manifest = home / str(result.get("path", "")) / "manifest.json"
        return Step(
            home,
            tuple(input_roots(known)),
            urlsplit(known.get("MLFLOW_TRACKING_URI", "")).netloc.rpartition("@")[2],
            result,
            json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {},
        )

    def read(self) -> list[Data]:
        """The files of earlier steps, the input CSV, and what was asked of MLflow."""
        inputs = self.manifest.get("inputs", {})
        files = (self._input(name, sha256) for name, sha256 in inputs.items() if sha256 != ABSENT)
        return [*filter(None, files), *self._registry(read=True)]

    def written(self) -> list[Data]:
        """The step's files, copies of them for the retention team, and what is in MLflow now."""
        return [*self._files(), *self._registry(read=False)]

    @property
    def _folder(self) -> Path:
        return self.home / self.result["path"]

    @property
    def _pipeline(self) -> str:
        return str(self.result["path"]).split("/")[1]

    @property
    def _run(self) -> str:
        return str(self.result["path"]).split("/")[2]

    def _input(self, name: str, sha256: str) -> Data | None:
        """The file that a manifest's input is; none of facts that are no file, such as a model's digest."""
        if name == "input":
            given = str(self.result["input"])
            found = [root / given for root in self.roots if (root / given).exists()]
            return _file(found[0].resolve(), sha256) if found else None
        in_run = self.home / "runs" / self._pipeline / self._run / name
        if "/" in name or in_run.is_file():
            return _file(in_run, sha256)
        kind, _, which = name.partition(" ")
        place = ELSEWHERE.get(kind, "").format(pipeline=self._pipeline, which=which)
        return _file(self.home / place) if place else None

    def _files(self) -> Iterator[Data]:
        for name, digest in self.manifest.get("files", {}).items():
            rows = self.result.get(ROWS.get(name, ""))
            places = [self._folder / name]
            if self.manifest["step"] == "publish-predictions":
                places.append(self.home / "predictions" / self._pipeline / self._run / name)
            yield from (_file(place, digest["sha256"], rows, digest["bytes"]) for place in places if place.is_file())

    def _registry(self, *, read: bool) -> list[Data]:
        """Runs of MLflow and versions of the registered model, which is named as the pipeline is."""
        step, result = self.manifest.get("step"), self.result
        if step in ("predict", "detect-drift") and read:
            return [self._version(result["model_version"])]
        if step == "promote-model" and read:
            return [self._version(result["version"])]
        if step == "register-model":
            return [self._mlflow_run(result["run_id"]) if read else self._version(result["version"])]
        if step == "evaluate-model" and not read:
            return [self._mlflow_run(each) for each in (result["parent_run_id"], *result["runs"].values())]
        if step == "profile-data" and not read:
            return [self._mlflow_run(result["run_id"])]
        return []

    def _version(self, version: object) -> Data:
        return Data(f"mlflow://{self.registry}", f"models/{self._pipeline}", str(version))

    def _mlflow_run(self, run_id: object) -> Data:
        return Data(f"mlflow://{self.registry}", f"runs/{run_id}")


def _file(place: Path, sha256: str = "", rows: int | None = None, size: int | None = None) -> Data:
    return Data("file", str(place), sha256, rows, size)
