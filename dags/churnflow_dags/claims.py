"""Sees to it that each file of an inbox is scored once, however many runs look at the inbox at the same time.

A file is known by the SHA-256 of its bytes. `state/<pipeline>/scored/<sha256>.json` says that it has been scored (the job
`publish-predictions` writes it); `state/<pipeline>/claimed/<sha256>.json` that a run is about to. A claim that has led to
nothing within `CLAIM_SECONDS` has lapsed: a later look takes the file again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import digests, durable
from churnflow_dags.numbers import whole_number

CLAIM_SECONDS = 6 * 3600
"""Longer than a run of the inference DAG may take."""


@dataclass(frozen=True)
class Claimed:
    """A file that this run may score, its digest, and whether there is a further one that nobody has claimed."""

    path: Path
    digest: str
    more: bool = False


def take(state: Path, files: Sequence[Path], run_id: str, now: float) -> Claimed | None:
    """Claim the first file, in the given order, that is neither scored nor claimed by another run; None where there is none.

    One only, by the very run that scores it: for another run, which may wait hours for its turn, the claim could lapse.
    """
    claimed: Claimed | None = None
    most = most_bytes()
    (state / "claimed").mkdir(parents=True, exist_ok=True)
    with durable.alone(state / "claimed" / ".lock"), digests.remembered(state / "digests.json", files) as known:
        for file in files:
            digest = known.of(file, most)
            claim = state / "claimed" / f"{digest}.json"
            if (state / "scored" / claim.name).exists() or _is_held(claim, run_id, now):
                continue
            if claimed is None:
                claimed = Claimed(file, digest)
                durable.write(claim, json.dumps({"run_id": run_id, "at": now}).encode())
            elif digest != claimed.digest:
                return replace(claimed, more=True)
    return claimed


def most_bytes() -> int:
    """The size that an input file may have, from `CHURNFLOW_INPUT_MEGABYTES`, 65536 where it is not set, as for the jobs."""
    try:
        return whole_number("CHURNFLOW_INPUT_MEGABYTES", 65536) << 20
    except ValueError as error:
        raise AirflowFailException(str(error)) from error


def _is_held(claim: Path, run_id: str, now: float) -> bool:
    """Whether another run holds it; a damaged claim is nobody's."""
    try:
        held = json.loads(claim.read_text(encoding="utf-8"))
        return bool(held["run_id"] != run_id and now - held["at"] < CLAIM_SECONDS)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return False
