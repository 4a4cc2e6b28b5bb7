"""Sees to it that each file of an inbox is scored once, however many runs look at the inbox at the same time.

A file is known by the SHA-256 of its bytes. `state/<pipeline>/scored/<sha256>.json` says that it has been scored (the `predict`
job writes it); `state/<pipeline>/claimed/<sha256>.json` that a run is about to. A claim that has led to nothing within
`CLAIM_SECONDS` has lapsed: a later look takes the file again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import durable

CLAIM_SECONDS = 6 * 3600
"""Longer than a run of the inference DAG may take."""


@dataclass(frozen=True)
class Claimed:
    """A file that this run may score, and its digest."""

    path: Path
    digest: str


def take(state: Path, files: Iterable[Path], run_id: str, now: float) -> list[Claimed]:
    """Claim what is neither scored nor claimed by another run, in the given order; the same bytes once."""
    taken: dict[str, Claimed] = {}
    most = most_bytes()
    (state / "claimed").mkdir(parents=True, exist_ok=True)
    with durable.alone(state / "claimed" / ".lock"):
        for file in files:
            digest = digest_of(file, most)
            if digest in taken or (state / "scored" / f"{digest}.json").exists():
                continue
            if _claim(state / "claimed" / f"{digest}.json", run_id, now):
                taken[digest] = Claimed(file, digest)
    return list(taken.values())


def most_bytes() -> int:
    """The size that an input file may have, from `CHURNFLOW_INPUT_MEGABYTES`, 65536 where it is not set, as for the jobs."""
    text = os.environ.get("CHURNFLOW_INPUT_MEGABYTES") or "65536"
    if not text.isdigit() or int(text) < 1:
        raise AirflowFailException(f"CHURNFLOW_INPUT_MEGABYTES: expected a whole number from 1 on, found {text!r}")
    return int(text) << 20


def digest_of(file: Path, most: int) -> str:
    """SHA-256 of the file's bytes.

    Of its path and size instead, where it cannot be read or has more bytes than `most`: it is taken unread, so that the job
    says what is wrong with it.
    """
    size = -1
    try:
        size = file.stat().st_size
        if size <= most:
            with file.open("rb") as content:
                return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        pass  # the job says why
    return hashlib.sha256(f"unread {file} {size}".encode()).hexdigest()


def _claim(claim: Path, run_id: str, now: float) -> bool:
    if _is_held(claim, run_id, now):
        return False
    durable.write(claim, json.dumps({"run_id": run_id, "at": now}).encode())
    return True


def _is_held(claim: Path, run_id: str, now: float) -> bool:
    """Whether another run holds it; a damaged claim is nobody's."""
    try:
        held = json.loads(claim.read_text(encoding="utf-8"))
        return bool(held["run_id"] != run_id and now - held["at"] < CLAIM_SECONDS)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return False
