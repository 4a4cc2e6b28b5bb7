"""What the tests ask of MLflow over its REST API."""

from __future__ import annotations

from typing import Any

from tests.support.rest import Rest, RestError

Json = dict[str, Any]


class Mlflow:
    """One MLflow server, seen with a user's credentials."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url, self.user, self.password = url, user, password
        self._rest = Rest.basic(url, user, password)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self._rest.call(method, "/api/2.0/mlflow/" + path, body)

    def get(self, path: str, /, **query: Any) -> Any:
        return self._rest.get("/api/2.0/mlflow/" + path, **query)

    def healthy(self) -> bool:
        try:
            return self._rest.raw("GET", "/health").strip() == b"OK"
        except (OSError, RestError):
            return False

    def experiment_id(self, name: str) -> str:
        found = self.get("experiments/get-by-name", experiment_name=name)
        experiment: str = found["experiment"]["experiment_id"]
        return experiment

    def runs(self, experiment: str, tag: str | None = None, value: str | None = None) -> list[Json]:
        """The experiment's runs, all states; with `tag`, those whose tag has this value."""
        body: Json = {"experiment_ids": [self.experiment_id(experiment)], "max_results": 1000}
        found: list[Json] = self.call("POST", "runs/search", body).get("runs", [])
        return [run for run in found if tag is None or tags(run).get(tag) == value]

    def models(self, experiment: str) -> list[Json]:
        """The experiment's logged models, whatever their status."""
        body = {"experiment_ids": [self.experiment_id(experiment)], "max_results": 1000}
        found: list[Json] = self.call("POST", "logged-models/search", body).get("models", [])
        return [model["info"] for model in found]

    def versions(self, model: str) -> list[Json]:
        found = self.get("model-versions/search", filter=f"name='{model}'", max_results=1000)
        return sorted(found.get("model_versions", []), key=lambda version: int(version["version"]))

    def aliases(self, model: str) -> dict[str, str]:
        found = self.get("registered-models/get", name=model)["registered_model"]
        return {entry["alias"]: entry["version"] for entry in found.get("aliases", [])}

    def version(self, model: str, version: str | int) -> Json:
        found: Json = self.get("model-versions/get", name=model, version=version)["model_version"]
        return found

    def make_version(self, model: str, logged: str) -> Json:
        """A version that a person has made by hand of a logged model."""
        body = {"name": model, "source": f"models:/{logged}", "model_id": logged}
        found: Json = self.call("POST", "model-versions/create", body)["model_version"]
        return found

    def artifacts(self, run_id: str, path: str = "") -> list[str]:
        """Every file's path below the run, folders walked."""
        found: list[str] = []
        query = {"run_id": run_id, **({"path": path} if path else {})}
        for entry in self.get("artifacts/list", **query).get("files", []):
            if entry.get("is_dir"):
                found += self.artifacts(run_id, entry["path"])
            else:
                found.append(entry["path"])
        return found

    def files(self, model: Json) -> list[str]:
        """Every file's path below a logged model."""
        return sorted(self._below(_root(model["artifact_uri"]), ""))

    def _below(self, root: str, folder: str) -> list[str]:
        found: list[str] = []
        answer = self._rest.get("/api/2.0/mlflow-artifacts/artifacts", path=f"{root}/{folder}".rstrip("/"))
        for entry in answer.get("files", []):
            path = folder + entry["path"]
            found += self._below(root, path + "/") if entry.get("is_dir") else [path]
        return found

    def download(self, entity: Json, path: str) -> bytes:
        """A run's or a logged model's file, through the server's proxy."""
        root = _root(entity.get("info", entity)["artifact_uri"])
        return self._rest.raw("GET", f"/api/2.0/mlflow-artifacts/artifacts/{root}/{path}")


def _root(artifact_uri: str) -> str:
    return artifact_uri.removeprefix("mlflow-artifacts:").lstrip("/")


def is_training(run: Json) -> bool:
    """Whether the run is that of a whole training: not one of its candidates', nor the profile of its table."""
    return "/evaluate-model@" in tags(run).get("churnflow.step_key", "")


def tags(entity: Json) -> dict[str, str]:
    """A run's or a version's tags."""
    holder = entity.get("data", entity)
    return {tag["key"]: tag["value"] for tag in holder.get("tags", [])}


def metrics(run: Json) -> dict[str, float]:
    return {metric["key"]: metric["value"] for metric in run["data"].get("metrics", [])}


def params(run: Json) -> dict[str, str]:
    return {param["key"]: param["value"] for param in run["data"].get("params", [])}
