"""Runs a job as a container of the job image, as a subclass of DockerOperator."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from airflow.providers.docker.operators.docker import DockerOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from docker.errors import APIError, NotFound
from docker.utils import parse_bytes

from churnflow_dags import releases
from churnflow_dags.exits import failure
from churnflow_dags.job_output import JobOutput
from churnflow_dags.job_task import JobTask
from churnflow_dags.outlets import announce

HOME = "/var/lib/churnflow"
"""Where the job image has the shared volume."""

STOP_SECONDS = 3
"""A job ends within two seconds of SIGTERM; Airflow kills a cancelled task after five."""

KILLED = 137


class DockerJob(JobTask, DockerOperator):
    """Starts the job image with the job's name; exit code, log, result and events as with `BashJob`.

    The container's name follows from the task instance: a try finds and removes what an earlier one, whose worker was
    killed, has left. Calls name the container, never its number, because the engine's proxy lets nothing else pass. A try
    that was cut off may outlive its container: it looks at the number before it stops, removes or believes one of that name.
    """

    template_fields: Sequence[str] = (*DockerOperator.template_fields, *JobTask.own_fields)

    def __init__(self, *, env: Mapping[str, str], **options: Any) -> None:
        image = _setting("CHURNFLOW_JOB_IMAGE")
        super().__init__(
            image=image,
            docker_url=_setting("DOCKER_HOST"),
            network_mode=_setting("CHURNFLOW_JOB_NETWORK"),
            mem_limit=_setting("CHURNFLOW_JOB_MEMORY"),
            cpus=_number("CHURNFLOW_JOB_CPUS"),
            environment=dict(env),
            **options,
        )
        self.repository = image.rpartition(":")[0]
        self.project = _setting("CHURNFLOW_PROJECT")
        self.volume = _setting("CHURNFLOW_JOB_VOLUME")
        self.container_id = ""
        self.killed = False

    def execute(self, context: Any) -> dict[str, Any]:
        """Run the job once."""
        self.container_name = self._name(context["ti"])
        if version := releases.release(self.environment):
            self.image = f"{self.repository}:{version}"
        self._remove()
        try:
            self.container_id = self.cli.create_container_from_config(self._config(), self.container_name)["Id"]
        except APIError as error:
            if error.status_code in (403, 404):  # the proxy's refusal; no such image, network or volume
                raise AirflowFailException(f"{self.job}: {self._where()}: {error.explanation or error}") from error
            raise
        try:
            if self.killed:
                raise AirflowException(f"{self.job}: cancelled before it began")
            result = self._run()
        finally:
            if self._is_mine():
                self._remove()
        self.done = result, self.environment
        announce(context, self.outlets, result, self.event)
        return result

    def on_kill(self) -> None:
        """End the job when its task is cancelled: now, or in `execute` where its container is not there yet."""
        self.killed = True
        if self.container_id and self._is_mine():
            self.log.info("Stopping the container %s", self.container_name)
            try:
                self.cli.stop(self.container_name, timeout=STOP_SECONDS)
            except NotFound:
                return
            self._remove()

    def _run(self) -> dict[str, Any]:
        output = JobOutput(self.job, self.log)
        self.log.info("The container %s runs %s", self.container_name, self.image)
        self.cli.start(self.container_name)
        for line in lines(self.cli.logs(self.container_name, stream=True, follow=True)):
            output.hear(line)
        if not self._is_mine():
            raise AirflowException(f"{self.job}: expected the container {self.container_name} of this try, found it taken away")
        code = self.cli.wait(self.container_name)["StatusCode"]
        if code != 0:
            raise failure(self.job, code, self._reason(code, output))
        # Beside each other the two streams keep no order: the result is looked for in standard output alone. All of it is
        # read, for an engine counts a tail over both streams; the log's limits in `_config` keep it short.
        alone = JobOutput(self.job, Silent())
        for line in lines(self.cli.logs(self.container_name, stderr=False, stream=True, follow=False)):
            alone.hear(line)
        return alone.result()

    def _reason(self, code: int, output: JobOutput) -> str:
        if code == KILLED and self.cli.inspect_container(self.container_name)["State"]["OOMKilled"]:
            return f"expected it to need at most {self.mem_limit} of memory (CHURNFLOW_JOB_MEMORY), found that it needs more"
        return output.reason

    def _config(self) -> dict[str, Any]:
        """What the engine is asked for. The proxy compares this text letter by letter: see airflow/docker-proxy/haproxy.cfg."""
        variables = {**self.inherited(), **self.environment, **self.keyed()}
        return {
            "Image": self.image,
            "Cmd": [self.job],
            "Env": [f"{name}={value}" for name, value in variables.items()],
            "Labels": {"churnflow.project": self.project},
            "HostConfig": {
                "NetworkMode": self.network_mode,
                "Mounts": [{"Type": "volume", "Source": self.volume, "Target": HOME}],
                "Memory": parse_bytes(self.mem_limit),
                "NanoCpus": round(self.cpus * 1e9),
                "PidsLimit": 512,
                "Init": True,
                "ReadonlyRootfs": True,
                "Tmpfs": {"/tmp": "rw,nosuid,nodev"},  # noqa: S108 - the container's own
                "CapDrop": ["ALL"],
                "SecurityOpt": ["no-new-privileges"],
                "LogConfig": {"Type": "json-file", "Config": {"max-size": "10m", "max-file": "3"}},
            },
        }

    def _name(self, ti: Any) -> str:
        instance = "\0".join((ti.dag_id, ti.run_id, ti.task_id, str(ti.map_index)))
        return f"{self.project}-job-{self.job}-{hashlib.sha256(instance.encode()).hexdigest()[:16]}"

    def _is_mine(self) -> bool:
        """Whether the container of this name is the one that this try has made."""
        try:
            return bool(self.cli.inspect_container(self.container_name)["Id"] == self.container_id)
        except NotFound:
            return False

    def _remove(self) -> None:
        try:
            self.cli.remove_container(self.container_name, force=True, v=True)
        except NotFound:
            return
        except APIError as error:
            if error.status_code != 409:  # somebody else is removing it
                raise

    def _where(self) -> str:
        return f"image {self.image}, volume {self.volume}, network {self.network_mode}"


class Silent:
    """A log that nobody reads."""

    def info(self, *words: Any) -> None:
        """Says nothing."""

    error = warning = info


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines out of the pieces in which an engine hands out a log."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _number(name: str) -> float:
    text = _setting(name)
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < math.inf:
        raise AirflowException(f"{name}: expected a number above 0, found {text!r}")
    return number


def _setting(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise AirflowException(f"{name}: expected a value where CHURNFLOW_RUNNER is docker, found none")
    return value
