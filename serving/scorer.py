"""One scoring server of MLflow, of one version: its files, its process, and the requests that it is answering."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import mlflow.artifacts

START_SECONDS = 120.0
DRAIN_SECONDS = 90.0
"""How long a version that is no longer in production may go on answering what it was asked."""
PING_SECONDS = 5.0
OWN = ("CHURNFLOW_", "MLFLOW_TRACKING_", "AWS_")
"""This program's settings, with its token and its password: no business of code that comes with a model."""
MOST_MISSES = 3
"""Looks in a row at which a server may fail to answer before it counts as hanging."""


class Scorer:
    """Started with `start`; `runs` until it ends or hangs; its files go with it."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.port = 0
        self._folder = Path(tempfile.mkdtemp(prefix=f"version-{version}-"))
        self._process: asyncio.subprocess.Process | None = None
        self._ready, self._asked, self._misses = False, 0, 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def runs(self) -> bool:
        """Whether its process is there, and has answered lately."""
        alive = self._process is not None and self._process.returncode is None
        return alive and self._ready and self._misses < MOST_MISSES

    async def download(self, model: str) -> None:
        """The version's files, once: a server that ends is started again without asking anybody."""
        await asyncio.to_thread(
            mlflow.artifacts.download_artifacts, f"models:/{model}/{self.version}", dst_path=str(self._folder)
        )

    async def start(self, client: httpx.AsyncClient) -> None:
        """Until it answers; a RuntimeError where it does not."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = ["models", "serve", "--env-manager", "local", "--model-uri", str(self._folder)]
        words += ["--host", "127.0.0.1", "--port", str(self.port)]
        variables = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "mlflow", *words, env=variables, start_new_session=True
        )
        self._ready = False
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await self._answers(client):
                    if self._process.returncode is not None:
                        raise RuntimeError(f"version {self.version}: its server has ended with {self._process.returncode}")
                    await asyncio.sleep(0.2)
            self._ready, self._misses = True, 0
        except TimeoutError:
            self.kill()
            raise RuntimeError(f"version {self.version}: its server does not answer within {START_SECONDS:.0f} s") from None
        except BaseException:
            self.kill()
            raise

    async def look(self, client: httpx.AsyncClient) -> None:
        """Counts whether it still answers."""
        self._misses = 0 if await self._answers(client) else self._misses + 1

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"http://127.0.0.1:{self.port}/ping", timeout=PING_SECONDS)).is_success
        except httpx.TransportError:
            return False

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Counts a request, so that the server is not ended under it."""
        self._asked += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._asked -= 1
            if not self._asked:
                self._idle.set()

    async def retire(self) -> None:
        """Ends it once it has answered what it was asked, and removes its files."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), DRAIN_SECONDS)
        self.kill()
        if self._process:
            await self._process.wait()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    def kill(self) -> None:
        """All of its processes: they keep nothing, and one that hangs hears nothing gentler."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
