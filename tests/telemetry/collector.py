"""A real OpenTelemetry Collector: built from the Go modules of `collector/`, receiving over HTTP, writing to files."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import free_port

SOURCE = Path(__file__).with_name("collector")
CONFIGURATION = """\
receivers:
  otlp:
    protocols:
      http:
        endpoint: 127.0.0.1:{port}
exporters:
  file/metrics:
    path: {folder}/metrics.jsonl
  file/traces:
    path: {folder}/traces.jsonl
service:
  telemetry:
    metrics:
      level: none
  pipelines:
    metrics:
      receivers: [otlp]
      exporters: [file/metrics]
    traces:
      receivers: [otlp]
      exporters: [file/traces]
"""


class Collector:
    """One collector, from start to `stop`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        program = _built(folder)
        for kept in folder.glob("*.jsonl"):
            kept.unlink()
        configuration = folder / "collector.yaml"
        configuration.write_text(CONFIGURATION.format(port=self.port, folder=folder))
        with (folder / "collector.log").open("w") as log:
            self._process = subprocess.Popen([program, "--config", str(configuration)], stdout=log, stderr=log)
        self._await_answer()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _await_answer(self) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/v1/traces", timeout=5)
            except urllib.error.HTTPError:
                return  # it answers: such a request it refuses
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the collector did not start:\n{(self.folder / 'collector.log').read_text()}")

    def metrics(self) -> set[str]:
        """The names of the metrics that have come."""
        scopes = (scope for batch in self._read("metrics.jsonl", "resourceMetrics") for scope in batch["scopeMetrics"])
        return {metric["name"] for scope in scopes for metric in scope["metrics"]}

    def spans(self) -> list[dict[str, Any]]:
        """The spans that have come, their attributes as a map of texts."""
        scopes = (scope for batch in self._read("traces.jsonl", "resourceSpans") for scope in batch["scopeSpans"])
        return [span | {"attributes": _texts(span.get("attributes", []))} for scope in scopes for span in scope["spans"]]

    def services(self) -> set[str]:
        """The names under which those who send traces and metrics have introduced themselves."""
        batches = [*self._read("metrics.jsonl", "resourceMetrics"), *self._read("traces.jsonl", "resourceSpans")]
        return {_texts(batch["resource"]["attributes"])["service.name"] for batch in batches}

    def _read(self, name: str, key: str) -> Iterator[dict[str, Any]]:
        file = self.folder / name
        lines = file.read_text().splitlines() if file.exists() else []
        for line in lines:
            try:
                yield from json.loads(line)[key]
            except json.JSONDecodeError:  # it is writing this line
                return

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


def _built(folder: Path) -> Path:
    """The program; minutes of compiling the first time, nothing when it is there. Skips where there is no Go for it."""
    if shutil.which("go") is None:
        pytest.skip("go is not installed here, so the OpenTelemetry Collector cannot be built and nothing can be received")
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "collector"
    command = ["go", "build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-o", str(program), "."]
    done = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True)
    wanted = next(line.split()[1] for line in (SOURCE / "go.mod").read_text().splitlines() if line.startswith("go "))
    if _numbers(done.stdout.strip().removeprefix("go")) < _numbers(wanted):
        pytest.skip(f"the OpenTelemetry Collector needs go {wanted}, found {done.stdout.strip()}")
    subprocess.run(command, cwd=SOURCE, check=True)
    return program


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split("-")[0].split(".")]


def _texts(attributes: list[dict[str, Any]]) -> dict[str, str]:
    return {each["key"]: str(next(iter(each["value"].values()), "")) for each in attributes}
