"""The version in production behind `mlflow models serve`, and the next one in its place without a request lost.

MLflow's scoring server loads one version when it starts. Here one is started for the version with the alias `production`; when
the alias moves, a second one is started beside it. Once that answers, requests go to it, and the first one ends when it has
answered its own. docs/serving.md shows the calls.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mlflow import MlflowClient

log = logging.getLogger("churnflow.serving")
LOOK_SECONDS = 5.0
"""Between two looks at the registry."""
START_SECONDS = 120.0
DRAIN_SECONDS = 60.0
"""How long a version that is no longer in production may go on answering what it was asked."""
ANSWER_SECONDS = 60.0


@dataclass
class Server:
    """One scoring server, of one version."""

    version: str
    port: int
    process: asyncio.subprocess.Process
    asked: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def runs(self) -> bool:
        """Whether its process has not ended."""
        return self.process.returncode is None

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Counts a request, so that the server is not ended under it."""
        self.asked += 1
        self.idle.clear()
        try:
            yield
        finally:
            self.asked -= 1
            if not self.asked:
                self.idle.set()

    def end(self) -> None:
        """All of its processes."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)


async def start(model: str, version: str) -> Server:
    """A scoring server of this version that answers; a RuntimeError where it does not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["models", "serve", "--env-manager", "local", "--model-uri", f"models:/{model}/{version}"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "mlflow", *words, "--host", "127.0.0.1", "--port", str(port), start_new_session=True
    )
    server = Server(version, port, process)
    try:
        async with httpx.AsyncClient() as client, asyncio.timeout(START_SECONDS):
            while server.runs:
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get(f"http://127.0.0.1:{port}/ping")).is_success:
                        return server
                await asyncio.sleep(0.2)
    except TimeoutError:
        pass
    server.end()
    raise RuntimeError(f"version {version}: expected its server to answer within {START_SECONDS:.0f} s, found that it does not")


class Serving:
    """Keeps a server of the version in production, and hands requests on to it."""

    def __init__(self, model: str, token: str, most_bytes: int) -> None:
        self.model, self.token, self.most_bytes = model, token, most_bytes
        self.server: Server | None = None
        self.client = httpx.AsyncClient(timeout=ANSWER_SECONDS)
        self._said = ""
        self._ending: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Watches the registry while requests are taken."""
        watching = asyncio.create_task(self.watch())
        try:
            yield
        finally:
            watching.cancel()
            if self.server:
                self.server.end()

    async def watch(self) -> None:
        """Looks for ever; what goes wrong is said once, and whatever serves goes on serving."""
        registry = MlflowClient()
        while True:
            try:
                found = await asyncio.to_thread(registry.get_model_version_by_alias, self.model, "production")
                await self.serve(str(found.version))
                self._said = ""
            except Exception as error:
                self.say(f"{self.model}: {error}")
            await asyncio.sleep(LOOK_SECONDS)

    def say(self, text: str) -> None:
        """Into the log, where it is not what was said last."""
        if text != self._said:
            log.warning(text)
            self._said = text

    async def serve(self, version: str) -> None:
        """From now on this version."""
        before = self.server
        if before and before.runs and before.version == version:
            return
        self.server = await start(self.model, version)
        log.info("%s: version %s answers now", self.model, version)
        if before:
            ending = asyncio.create_task(self.retire(before))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    async def retire(self, server: Server) -> None:
        """Ends a server that gets no further request, once it has answered."""
        if server.asked:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(server.idle.wait(), DRAIN_SECONDS)
        server.end()
        await server.process.wait()

    async def health(self, _: Request) -> Response:
        """200 with the version that answers, 503 while none does."""
        server = self.server
        if server and server.runs:
            return JSONResponse({"status": "ok", "model": self.model, "version": server.version})
        why = self._said or f"{self.model}: expected a version in production that answers, found none yet"
        return refused(503, why, {"retry-after": str(round(LOOK_SECONDS))})

    async def predict(self, request: Request) -> Response:
        """What the scoring server says of the body, with the version that says it in the headers."""
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            about = {"www-authenticate": "Bearer"}
            return refused(401, "expected the header Authorization: Bearer <SERVING_TOKEN>, found none or another", about)
        kind = request.headers.get("content-type", "")
        if kind.partition(";")[0].strip() != "application/json":
            return refused(
                415, f"expected a table as application/json, found {kind or 'no content-type'}; a CSV goes to the inbox"
            )
        body = await self.body(request)
        if body is None:
            return refused(413, f"expected at most {self.most_bytes >> 20} MiB (CHURNFLOW_SERVING_MEGABYTES), found more")
        server = self.server
        if server is None or not server.runs:
            return await self.health(request)
        with server.answering():
            try:
                answer = await self.client.post(
                    f"http://127.0.0.1:{server.port}/invocations",
                    content=body,
                    headers={"content-type": kind},
                )
            except httpx.TransportError as error:
                return refused(502, f"version {server.version}: expected an answer, found {type(error).__name__}")
        about = {"churnflow-model": self.model, "churnflow-model-version": server.version}
        if answer.is_error:
            return refused(answer.status_code, reason(answer), about)
        return Response(answer.content, answer.status_code, about, answer.headers.get("content-type"))

    async def body(self, request: Request) -> bytes | None:
        """The request's bytes; None where they are too many."""
        pieces, size = [], 0
        async for piece in request.stream():
            size += len(piece)
            if size > self.most_bytes:
                return None
            pieces.append(piece)
        return b"".join(pieces)


def reason(answer: httpx.Response) -> str:
    """Why the scoring server refuses, without its stack trace."""
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return answer.text[:1000]


def refused(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """Why there is no answer, as Airflow's API says it."""
    return JSONResponse({"detail": message}, status, headers)


def application(serving: Serving) -> Starlette:
    """What is published: `/health` to everybody, the rest for the token."""
    routes = [
        Route("/health", serving.health),
        Route("/predict", serving.predict, methods=["POST"]),
        Route("/invocations", serving.predict, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=serving.lifespan)


def setting(name: str) -> str:
    """A variable's value; ends the program where it has none."""
    if not (value := os.environ.get(name)):
        sys.exit(f"churnflow serving: error: {name}: expected a value, found nothing")
    return value


def main() -> None:
    """Serves until it is told to end."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    megabytes = setting("CHURNFLOW_SERVING_MEGABYTES")
    if not megabytes.isdigit() or int(megabytes) < 1:
        sys.exit(f"churnflow serving: error: CHURNFLOW_SERVING_MEGABYTES: expected a whole number above 0, found {megabytes!r}")
    serving = Serving(setting("CHURNFLOW_SERVING"), setting("CHURNFLOW_SERVING_TOKEN"), int(megabytes) << 20)
    host, port = setting("CHURNFLOW_SERVING_HOST"), int(setting("CHURNFLOW_SERVING_PORT"))
    uvicorn.run(application(serving), host=host, port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
