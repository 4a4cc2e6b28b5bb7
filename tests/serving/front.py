"""The front of the served model (`serving/serve.py`) as a process of its own, and versions for it in a real registry."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from mlflow import MlflowClient
from tests.support import processes
from tests.support.cases import KEPT, MODEL_FOLDER, built
from tests.support.mlflow_server import MORTAL, MlflowServer
from tests.support.places import ROOT, free_port
from tests.support.rest import Rest, RestError
from tests.support.stack import await_true

MODEL = "served_churn"
CASES = KEPT / "format-2"
PYTHON = ROOT / ".venv" / "serving" / "bin" / "python"
MOST_MEGABYTES = 1
SECONDS = 180
"""How long anything is waited for; on a machine with nothing else to do it takes a few."""
MODEL_SECONDS = 5
"""How long a model may take for an answer, by MLflow's own setting."""
FRONT_SECONDS = 7
"""How long the front waits for a scoring server that says nothing at all."""
QUICK = f"""
import scorer, serve
serve.LOOK_SECONDS, serve.LONGEST_WAIT, serve.ANSWER_SECONDS, scorer.PING_SECONDS = 0.5, 2.0, {FRONT_SECONDS}.0, 3.0
serve.BODY_SECONDS = 1.0
serve.main()
"""
"""The program with shorter times, so that nobody waits for them."""
TROUBLE = f"""

import os
import signal
import time


class Troubled(ChurnModel):
    def predict(self, model_input):
        if (model_input["tenure"] == -1).any():
            os.kill(os.getpid(), signal.SIGKILL)
        if (model_input["tenure"] == -2).any():
            time.sleep({2 * MODEL_SECONDS})
        return super().predict(model_input)


def _load_pyfunc(path):
    return Troubled(path)
"""
"""Makes the model's own loader one that dies of a tenure of -1, and takes too long over one of -2."""


class Front:
    """Started with the block, ended with it; everything that it writes is in `folder`."""

    def __init__(self, server: MlflowServer, folder: Path) -> None:
        self.folder = folder
        self.token = secrets.token_urlsafe(16)
        self.rest = Rest(f"http://127.0.0.1:{free_port()}", {"Authorization": f"Bearer {self.token}"}, timeout=60)
        self.variables = os.environ | server.variables() | {
            "CHURNFLOW_SERVING": MODEL,
            "CHURNFLOW_SERVING_HOST": "127.0.0.1",
            "CHURNFLOW_SERVING_PORT": self.rest.base.rpartition(":")[2],
            "CHURNFLOW_SERVING_MEGABYTES": str(MOST_MEGABYTES),
            "CHURNFLOW_SERVING_TOKEN": self.token,
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
            "MLFLOW_SCORING_SERVER_REQUEST_TIMEOUT": str(MODEL_SECONDS),
            "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ['PATH']}",
            "TMPDIR": str(folder),
        }  # fmt: skip

    def __enter__(self) -> Front:
        command = [*MORTAL, str(PYTHON), "-c", QUICK]
        with (self.folder / "front.log").open("wb") as log:
            self.process = subprocess.Popen(command, env=self.variables, stdout=log, stderr=log, cwd=ROOT / "serving")
        return self

    def __exit__(self, *_: object) -> None:
        left = self.scoring()
        self.process.kill()
        self.process.wait()
        for pid in left & processes.parents().keys():
            os.kill(pid, signal.SIGKILL)

    def scoring(self) -> set[int]:
        """The processes of its scoring servers."""
        return processes.tree(self.process.pid) - {self.process.pid}

    def log(self) -> str:
        return (self.folder / "front.log").read_text()

    def version(self) -> str | None:
        """The version that answers; None where none does."""
        try:
            return str(self.rest.get("/health")["version"])
        except (OSError, RestError):
            return None

    def await_version(self, version: str | None, seconds: float = SECONDS) -> None:
        await_true(lambda: self.version() == version, seconds, f"version {version} to be served")


class Versions:
    """Versions of the model in a registry, each a logged model as the jobs log it."""

    def __init__(self, server: MlflowServer, folder: Path) -> None:
        self.mlflow, self.folder = server.client, folder
        self.client = MlflowClient(server.url)
        self.experiment = self.client.create_experiment(MODEL)
        self.mlflow.call("POST", "registered-models/create", {"name": MODEL})

    def make(self, algorithm: str) -> str:
        """A version with one of the models that are kept in the repository."""
        return self._register((CASES / f"{algorithm}.onnx").read_bytes())

    def make_damaged(self) -> str:
        """A version whose model file is none."""
        return self._register(b"no model")

    def produce(self, version: str) -> None:
        """The alias `production` is this version's from now on."""
        self.mlflow.call("POST", "registered-models/alias", {"name": MODEL, "alias": "production", "version": version})

    def withdraw(self) -> None:
        """No version has the alias."""
        self.mlflow.call("DELETE", "registered-models/alias", {"name": MODEL, "alias": "production"})

    def _register(self, model: bytes) -> str:
        folder = self.folder / secrets.token_hex(4)
        shutil.copytree(built(MODEL_FOLDER), folder)
        (folder / "model.onnx").write_bytes(model)
        with (folder / "code" / "churnflow_loader.py").open("a") as loader:
            loader.write(TROUBLE)
        logged = self.client.create_logged_model(self.experiment)
        self.client.log_model_artifacts(logged.model_id, str(folder))
        self.client.finalize_logged_model(logged.model_id, "READY")
        return str(self.mlflow.make_version(MODEL, logged.model_id)["version"])
