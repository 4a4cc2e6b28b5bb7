"""When what is known of a pipeline's batches asks for a new training: k of the last n batches, the newest among them.

An incident begins with the batch that first fulfils this, and is named after the earliest violated batch of that window. It
lasts for the cool-down, whatever comes meanwhile; what still holds then is another incident. All of it follows from the
batches' verdicts alone, so that any look at any time, also after a restart, comes to the same incidents.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class BatchVerdict:
    """What a check has said of one batch; `reasons` are sentences, `violated` whether it counts against the model."""

    batch: str
    at: datetime
    version: str
    violated: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """`violations` of the last `window` batches, the newest among them; then nothing for the `cool_down`."""

    violations: int
    window: int
    cool_down: timedelta


@dataclass(frozen=True)
class Incident:
    """Why a training is due: the violated batches of the window that fulfilled the policy, the earliest first."""

    pipeline: str
    version: str
    at: datetime
    batches: tuple[BatchVerdict, ...]

    @property
    def run_id(self) -> str:
        """Of the training that it starts: the same for the same incident, so that Airflow refuses a repeat."""
        return f"incident__{self.pipeline}__v{self.version}__{self.batches[0].batch}"


def latest(pipeline: str, verdicts: Iterable[BatchVerdict], version: str, policy: Policy) -> Incident | None:
    """The last incident of a version, if it has had one; a batch with several verdicts counts by any that is violated."""
    found: Incident | None = None
    window: deque[BatchVerdict] = deque(maxlen=policy.window)
    for batch in by_batch(verdicts, version):
        window.append(batch)
        violated = tuple(one for one in window if one.violated)
        cooled = found is None or batch.at - found.at >= policy.cool_down
        if batch.violated and len(violated) >= policy.violations and cooled:
            found = Incident(pipeline, version, batch.at, violated)
    return found


def by_batch(verdicts: Iterable[BatchVerdict], version: str) -> list[BatchVerdict]:
    """One verdict a batch of that version, in the order of time; what several checks say of it is put together."""
    merged: dict[str, BatchVerdict] = {}
    for one in sorted(verdicts, key=lambda verdict: (verdict.at, verdict.batch, verdict.reasons)):
        if one.version == version:
            before = merged.get(one.batch)
            merged[one.batch] = one if before is None else _both(before, one)
    return sorted(merged.values(), key=lambda verdict: (verdict.at, verdict.batch))


def _both(first: BatchVerdict, second: BatchVerdict) -> BatchVerdict:
    reasons = tuple(dict.fromkeys(first.reasons + second.reasons))
    return BatchVerdict(first.batch, first.at, first.version, first.violated or second.violated, reasons)
