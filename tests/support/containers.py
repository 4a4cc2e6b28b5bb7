"""The stack of docker-compose.airflow.yml for tests: a project, volumes, secrets and ports of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tests.support.airflow import Airflow
from tests.support.mlflow import Mlflow
from tests.support.places import ROOT, free_port
from tests.support.stack import await_true

PROJECT = "churnflow-test"
HOME = "/var/lib/churnflow"
PUBLIC = "churn.example.org"
"""The name under which people would reach the stack over TLS: its MLflow is set up for it."""
CANARIES = (
    "canary-of-the-webhook-5f1e9c",
    "canary-of-the-mail-server-77ab",
    "canary-of-the-lineage-key-31d0e8",
    "canary-of-the-telemetry-header-9ce4",
)
PLANTED = {
    "CHURNFLOW_NOTIFY_WEBHOOK": "http://127.0.0.1:9/",
    "CHURNFLOW_NOTIFY_WEBHOOK_TOKEN": CANARIES[0],
    "CHURNFLOW_NOTIFY_MAIL": "people@localhost",
    "AIRFLOW_CONN_SMTP_DEFAULT": f"smtp://churnflow:{CANARIES[1]}@127.0.0.1:9",
    "OPENLINEAGE_API_KEY": CANARIES[2],
    "OTEL_EXPORTER_OTLP_HEADERS": f"authorization=Bearer%20{CANARIES[3]}",
}
"""What a platform engineer sets: each failed run tries to tell somebody, with these secrets, where nobody listens. Telemetry
stays off until a test turns it on."""
OWN = {"CHURNFLOW_TAG", "CHURNFLOW_BUILD_NETWORK", "CHURNFLOW_DOCKER_SOCKET", "CHURNFLOW_DOCKER_GROUP"}
"""Of the settings of the machine's own stack, those that a test's stack has too: which images, and where the engine is."""
SMALL_VOLUME = """
volumes:
  shared:
    driver_opts: {type: tmpfs, device: tmpfs, o: "size=1g,uid=10001,gid=10001,mode=755"}
"""
"""A shared volume that can be filled up."""
PORTS = ("AIRFLOW", "MLFLOW", "FLOWER", "SERVING", "TLS_AIRFLOW", "TLS_MLFLOW", "TLS_SERVING")
DAGS = {f"telco_churn_{kind}" for kind in ("training", "promotion", "inference", "performance", "monitoring")}


def missing_docker() -> str | None:
    """One sentence, where there is no engine to ask."""
    if shutil.which("docker") is None:
        return "docker is not installed here, so the stack in containers cannot be shown"
    asked = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    reached = subprocess.run(["docker", "info"], capture_output=True, check=False)
    if asked.returncode or reached.returncode:
        return "no Docker engine with compose answers here, so the stack in containers cannot be shown"
    return None


def make_secrets(env_file: Path) -> None:
    """What `make secrets` writes."""
    subprocess.run(
        [sys.executable, str(ROOT / "airflow" / "bin" / "make_secrets.py"), str(env_file)], check=True, capture_output=True
    )


def make_certificate(folder: Path) -> Path:
    """A certificate of localhost that signs itself, and its key behind it in the same file, as HAProxy reads them."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    with certificate.open("a") as both:
        both.write(key.read_text())
    certificate.chmod(0o640)
    return certificate


class Containers:
    """The compose stack with one runner, from empty volumes; everything of it is removed in the end."""

    airflow: Airflow
    mlflow: Mlflow

    def __init__(self, runner: str, folder: Path) -> None:
        self.runner = runner
        self.folder = folder
        self.env_file = folder / ".env"
        make_secrets(self.env_file)
        self.secrets = dict(line.split("=", 1) for line in self.env_file.read_text().splitlines())
        self.ports = {f"CHURNFLOW_{name}_PORT": free_port() for name in PORTS}
        self.certificate = make_certificate(folder)
        self.override = folder / "override.yml"
        self.override.write_text(SMALL_VOLUME)

    def __enter__(self) -> Containers:
        self._remove()
        try:
            _said([str(ROOT / "build" / "compose-up")], 600, self._variables())
            airflow, mlflow = (f"http://127.0.0.1:{self.ports[f'CHURNFLOW_{name}_PORT']}" for name in ("AIRFLOW", "MLFLOW"))
            self.airflow = Airflow(airflow, "admin", self.secrets["AIRFLOW_ADMIN_PASSWORD"])
            self.mlflow = Mlflow(mlflow, "admin", self.secrets["MLFLOW_ADMIN_PASSWORD"])
            await_true(lambda: self.airflow.dag_ids() >= DAGS, 120, f"DAGs {sorted(DAGS)}")
            assert self.airflow.import_errors() == []
            for dag in DAGS:
                self.airflow.unpause(dag)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def compose(self, *words: str, seconds: float = 180, given: str | Path | None = None) -> str:
        """What `docker compose` says, with this text or file on its standard input; fails with its words when it fails."""
        return _said([str(ROOT / "build" / "compose"), *words], seconds, self._variables(), given)

    def start_with(self, env_file: Path) -> str:
        """What `make compose-up` says when it refuses to start these volumes with other passwords."""
        command = [str(ROOT / "build" / "compose-up")]
        variables = self._variables() | {"COMPOSE_ENV_FILES": str(env_file)}
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 2, done.stdout + done.stderr
        return done.stderr

    def docker(self, *words: str, seconds: float = 60) -> str:
        """What `docker` says."""
        return _said(["docker", *words], seconds, dict(os.environ))

    def containers(self, service: str) -> list[str]:
        """The running containers of a service, by id."""
        return self.compose("ps", "--quiet", service).split()

    def address(self, service: str) -> str:
        """Where a service's first container is in the stack's own network."""
        network = f'{{{{(index .NetworkSettings.Networks "{PROJECT}").IPAddress}}}}'
        return self.docker("inspect", "--format", network, self.containers(service)[0]).strip()

    def in_network_of(self, process: str, *words: str) -> str:
        """What a program of this machine says in the network of a container, by the number of its first process."""
        return _said(["nsenter", "--target", process, "--net", *words], 60, dict(os.environ))

    def jobs(self) -> list[str]:
        """The names of the jobs' containers, running or not."""
        return self.docker("ps", "--all", "--format", "{{.Names}}", "--filter", f"label=churnflow.project={PROJECT}").split()

    def inside(self, service: str, *words: str, given: str | Path | None = None) -> str:
        """What a command says in a service's first container."""
        return self.compose("exec", "--no-TTY", service, *words, given=given)

    def in_worker(self, *words: str, given: str | Path | None = None) -> str:
        """What a command says in a worker."""
        return self.inside("worker", *words, given=given)

    def said(self, container: str) -> str:
        """What a container has said so far, on both its outputs."""
        return _said(["sh", "-c", 'docker logs "$0" 2>&1', container], 60, dict(os.environ))

    @contextmanager
    def one_worker(self, *options: str) -> Iterator[str]:
        """A worker with these options of `docker compose run` in the place of all others; its container."""
        self.compose("stop", "worker", seconds=120)
        container = self.compose("run", "--detach", "--rm", "--no-deps", *options, "worker").strip()
        try:
            yield container
        finally:
            self.docker("stop", "--time", "60", container, seconds=120)
            self.compose("up", "--detach", "--wait", "worker", seconds=600)  # it is asked how it is once a minute

    def digests(self) -> dict[str, str]:
        """SHA-256 of every file below models, predictions and runs, by its path."""
        listed = self.in_worker("sh", "-c", f"cd {HOME} && find models predictions runs -type f -exec sha256sum {{}} +")
        return {path: digest for digest, path in (line.split(maxsplit=1) for line in listed.splitlines())}

    def await_healthy(self, seconds: float = 240) -> None:
        await_true(lambda: self.airflow.healthy() and self.mlflow.healthy(), seconds, "every component to be healthy")

    def _variables(self) -> dict[str, str]:
        """The machine's, its own stack's settings and secrets left out: what they say would win over the env file."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CHURNFLOW_") or name in OWN}
        return {
            **{name: value for name, value in inherited.items() if name not in self.secrets},
            **PLANTED,
            "COMPOSE_ENV_FILES": str(self.env_file),
            "CHURNFLOW_PROJECT": PROJECT,
            "CHURNFLOW_RUNNER": self.runner,
            "CHURNFLOW_COMPOSE_OVERRIDE": str(self.override),
            "CHURNFLOW_SHARD_ROWS": "20000",
            "CHURNFLOW_SERVING": "telco_churn",
            "CHURNFLOW_TLS_CERTIFICATE": str(self.certificate),
            "MLFLOW_SERVER_ALLOWED_HOSTS": f"mlflow:*,localhost:*,127.0.0.1:*,{PUBLIC}:*",
            "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS": f"https://{PUBLIC}:{self.ports['CHURNFLOW_TLS_MLFLOW_PORT']}",
            **{name: str(port) for name, port in self.ports.items()},
        }

    def _end(self) -> None:
        """Nothing is left behind, even where the logs cannot be had."""
        try:
            self._keep_logs()
        finally:
            self._remove()

    def _keep_logs(self) -> None:
        (self.folder / "compose.log").write_text(self.compose("logs", "--no-color", "--timestamps"))

    def _remove(self) -> None:
        self.compose("--profile", "*", "kill")
        if left := self.jobs():
            self.docker("rm", "--force", *left)
        # An engine under load may hold a network for some seconds after the last container on it has gone.
        await_true(self._is_down, 60, "Docker to let go of the stack's network")

    def _is_down(self) -> bool:
        try:
            self.compose("--profile", "*", "down", "--volumes", "--remove-orphans")
        except AssertionError as refused:
            if "has active endpoints" not in str(refused):
                raise
            return False
        return True


def _said(command: list[str], seconds: float, variables: dict[str, str], given: str | Path | None = None) -> str:
    text = given.read_bytes() if isinstance(given, Path) else (given or "").encode()
    done = subprocess.run(command, env=variables, input=text, capture_output=True, timeout=seconds, check=False)
    out, words = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == 0, f"{command}: exit {done.returncode}\n{out[-3000:]}{words[-3000:]}"
    return out
