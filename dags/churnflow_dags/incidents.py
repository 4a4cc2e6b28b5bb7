"""When what is known of a pipeline's model asks for a new training.

Two things do: k of the last n batches have drifted, the newest among them; or past predictions have done worse than the
pipeline file's bound, of which once is enough, since the bound is held against all of the metric's interval.

An incident begins with the verdict that first fulfils this, and is named after it. It lasts for the cool-down, whatever comes
meanwhile; what still holds then is another incident. All of it follows from the verdicts alone, so that any look at any time,
also after a restart, comes to the same incidents. Verdicts count in the order in which they were come to, not in that of their
batches, so that one more never changes what an earlier look has seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import accumulate


class Kind(StrEnum):
    """What is not as it was."""

    DATA_DRIFT = "data drift"
    PERFORMANCE = "performance"


@dataclass(frozen=True)
class Verdict:
    """What a check has said, of one batch or up to one; `violated`: it counts against the model, `reason`: a sentence."""

    batch: str
    at: datetime
    version: str
    violated: bool
    reason: str = ""


@dataclass(frozen=True)
class Policy:
    """`violations` of the last `window` batches, the newest among them; then nothing for the `cool_down`."""

    violations: int
    window: int
    cool_down: timedelta


@dataclass(frozen=True)
class Incident:
    """Why a training is due: the violated verdicts that fulfilled the policy, the one that did so last.

    `at`: when it began.
    """

    pipeline: str
    version: str
    kind: Kind
    verdicts: tuple[Verdict, ...]
    at: datetime

    @property
    def run_id(self) -> str:
        """Of the training that it starts: the same for the same incident, so that Airflow refuses a repeat; no other's.

        A batch is checked for drift once, but past predictions are looked at many times without a new batch.
        """
        begun = self.verdicts[-1]
        name, of = "incident", f"{self.pipeline}__v{self.version}__{begun.batch}"
        if self.kind is Kind.PERFORMANCE:
            name, of = "incident_of_performance", f"{of}__{begun.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        return f"{name}__{of}"


@dataclass(frozen=True)
class Known:
    """The verdicts of one version of a pipeline's model, in the order in which they were come to.

    `drift` on its batches, `performance` on its past predictions.
    """

    pipeline: str
    version: str
    drift: tuple[Verdict, ...]
    performance: tuple[Verdict, ...] = ()


def latest(versions: Iterable[Known], policy: Policy) -> Incident | None:
    """The last incident of any version, if there has been one.

    Each version is judged by its own verdicts; the cool-down is the pipeline's, whichever version an incident was of.
    """
    found: Incident | None = None
    candidates = (incident for known in versions for incident in _candidates(known, policy))
    for incident in sorted(candidates, key=lambda one: (one.at, one.kind)):
        if found is None or incident.at - found.at >= policy.cool_down:
            found = incident
    return found


def _candidates(known: Known, policy: Policy) -> Iterator[Incident]:
    """Every verdict with which the policy is fulfilled, whether or not it was before."""
    window: deque[Verdict] = deque(maxlen=policy.window)
    for verdict, at in _moments(known.drift):
        window.append(verdict)
        violated = tuple(one for one in window if one.violated)
        if verdict.violated and len(violated) >= policy.violations:
            yield Incident(known.pipeline, known.version, Kind.DATA_DRIFT, violated, at)
    for verdict, at in _moments(known.performance):
        if verdict.violated:
            yield Incident(known.pipeline, known.version, Kind.PERFORMANCE, (verdict,), at)


def _moments(verdicts: tuple[Verdict, ...]) -> Iterator[tuple[Verdict, datetime]]:
    """Each with its time, or that of an earlier one where that is greater: who comes late does not go before."""
    return zip(verdicts, accumulate((verdict.at for verdict in verdicts), max), strict=True)
