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
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import httpx
import uvicorn
from mlflow.exceptions import MlflowException
from scorer import Scorer
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mlflow import MlflowClient

log = logging.getLogger("churnflow.serving")
LOOK_SECONDS = 5.0
"""Between two looks at the registry."""
LONGEST_WAIT = 60.0
"""Seconds between two looks where one after the other fails: MLflow is away, or the version does not start."""
ANSWER_SECONDS = 70.0
"""Longer than the scoring server itself takes its time for an answer."""
BODY_SECONDS = 60.0
"""For which a client may take its time over a body."""
AT_ONCE = 32
"""Bodies that are held at a time; further requests wait for their turn."""
MOST_BRACKETS = 100_000
"""Opening brackets of a body, of which each customer has one: what a body of the largest size may hold would otherwise take a
hundred times its size as a table."""
WITHDRAWN = {"RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"}
"""MLflow's words for a model or an alias that is not there; any other error is one of MLflow itself."""


class Serving:
    """Keeps a scoring server of the version in production, and hands requests on to it."""

    def __init__(self, model: str, token: str, most_bytes: int) -> None:
        self.model, self.token, self.most_bytes = model, token, most_bytes
        self.scorer: Scorer | None = None
        self.room = asyncio.Semaphore(AT_ONCE)
        # A connection each: the scoring server closes those that are idle, or brought a body that it cannot read at all.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self.client = httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False, limits=limits)
        self._said: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._scorers: set[Scorer] = set()

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Watches the registry and the scoring server while requests are taken."""
        self._do(self.repeat("look", self.look))
        self._do(self.repeat("keep", self.keep))
        try:
            yield
        finally:
            for task in self._tasks:
                task.cancel()
            for scorer in self._scorers:
                scorer.kill()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def repeat(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        """For ever; what goes wrong is said once, and after each failure the next try waits longer."""
        wait = LOOK_SECONDS
        while True:
            try:
                await work()
                wait = LOOK_SECONDS
                self._said.pop(what, None)
            except Exception as error:
                self.say(what, f"{self.model}: {error}")
                wait = min(wait * 2, LONGEST_WAIT)
            await asyncio.sleep(wait)

    async def look(self) -> None:
        """One look at the registry: whether what serves is still the version in production."""
        wanted = await self.wanted()
        if wanted != (self.scorer.version if self.scorer else None):
            self.hand_over(await self.started(wanted) if wanted else None)

    async def keep(self) -> None:
        """One look at the scoring server, however the next version does: one that has ended is started again."""
        scorer = self.scorer
        if scorer is None:
            return
        await scorer.look(self.client)
        if not scorer.runs:
            log.warning("%s: the server of version %s has ended or hangs; it is started again", self.model, scorer.version)
            scorer.kill()
            await scorer.start(self.client)

    async def wanted(self) -> str | None:
        """The version in production; None where there is none. While MLflow cannot say, what serves goes on serving."""
        try:
            found = await asyncio.to_thread(MlflowClient().get_model_version_by_alias, self.model, "production")
        except MlflowException as error:
            if error.error_code in WITHDRAWN:
                self._said.pop("registry", None)
                return None
            if self.scorer is None:
                raise
            self.say("registry", f"{self.model}: {error}")
            return self.scorer.version
        self._said.pop("registry", None)
        return str(found.version)

    async def started(self, version: str) -> Scorer:
        """A server of this version that answers."""
        scorer = Scorer(version)
        self._scorers.add(scorer)
        try:
            await scorer.download(self.model)
            await scorer.start(self.client)
        except BaseException:
            self._do(self.retire(scorer))
            raise
        return scorer

    def hand_over(self, scorer: Scorer | None) -> None:
        """From now on requests go to this one, or to none."""
        before, self.scorer = self.scorer, scorer
        log.info("%s: %s", self.model, f"version {scorer.version} answers now" if scorer else "no version is in production")
        if before:
            self._do(self.retire(before))

    async def retire(self, scorer: Scorer) -> None:
        """Ends a server that gets no further request."""
        await scorer.retire()
        self._scorers.discard(scorer)

    def say(self, about: str, text: str) -> None:
        """Into the log, once for as long as nothing else is said of it and it is not mended."""
        if text != self._said.get(about):
            log.warning(text)
            self._said[about] = text

    async def health(self, _: Request) -> Response:
        """200 with the version that answers, 503 while none does."""
        scorer = self.scorer
        if scorer and scorer.runs:
            return JSONResponse({"status": "ok", "model": self.model, "version": scorer.version})
        why = f"{self.model}: expected a version in production that answers, found none; the log says why"
        return refused(503, why, {"retry-after": str(round(LOOK_SECONDS))})

    async def predict(self, request: Request) -> Response:
        """What the scoring server says of the body, with the version that says it in the headers."""
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            about = {"www-authenticate": "Bearer"}
            return refused(401, "expected the header Authorization: Bearer <SERVING_TOKEN>, found none or another", about)
        kind = request.headers.get("content-type", "no content-type")
        if kind.partition(";")[0].strip().lower() != "application/json":
            return refused(415, f"expected a table as application/json, found {kind}; a CSV goes to the inbox")
        async with self.room:
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    body = await self.body(request)
            except TimeoutError:
                return refused(408, f"expected the whole body within {BODY_SECONDS:.0f} s, found less")
            if body is None:
                return refused(413, f"expected at most {self.most_bytes >> 20} MiB (CHURNFLOW_SERVING_MEGABYTES), found more")
            if body.count(b"{") + body.count(b"[") > MOST_BRACKETS:
                return refused(
                    413, f"expected at most {MOST_BRACKETS} brackets, one a customer, found more; send a CSV to the inbox"
                )
            return await self.scored(request, body, kind)

    async def scored(self, request: Request, body: bytes, kind: str) -> Response:
        """The scoring server's answer."""
        scorer = self.scorer
        if scorer is None or not scorer.runs:
            return await self.health(request)
        about = {"churnflow-model": self.model, "churnflow-model-version": scorer.version}
        with scorer.answering():
            try:
                answer = await self.client.post(
                    f"http://127.0.0.1:{scorer.port}/invocations", content=body, headers={"content-type": kind}
                )
            except httpx.TimeoutException:
                why = f"version {scorer.version}: expected an answer within {ANSWER_SECONDS:.0f} s, found none"
                return refused(504, why, about)
            except httpx.TransportError as error:
                why = f"version {scorer.version}: expected an answer, found {type(error).__name__}"
                return refused(502, why, {**about, "retry-after": str(round(LOOK_SECONDS))})
        if answer.is_server_error and not answer.headers.get("content-type", "").startswith("application/json"):
            return refused(
                400, "expected a table as MLflow's scoring protocol has it, found what its server cannot read", about
            )
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
    """What is published: `/health` to everybody, `/predict` for the token."""
    routes = [Route("/health", serving.health), Route("/predict", serving.predict, methods=["POST"])]
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
    if not megabytes.isascii() or not megabytes.isdigit() or int(megabytes) < 1:
        sys.exit(f"churnflow serving: error: CHURNFLOW_SERVING_MEGABYTES: expected a whole number above 0, found {megabytes!r}")
    serving = Serving(setting("CHURNFLOW_SERVING"), setting("CHURNFLOW_SERVING_TOKEN"), int(megabytes) << 20)
    host, port = setting("CHURNFLOW_SERVING_HOST"), int(setting("CHURNFLOW_SERVING_PORT"))
    uvicorn.run(application(serving), host=host, port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
