"""When what is known of a pipeline's model asks for a new training.

Two things do: k of the last n batches have drifted, the newest among them; or past predictions have done worse than the
pipeline file's bound, of which once is enough, since the bound is held against all of the metric's interval.

An incident begins with the verdict that first fulfils this. It lasts for the cool-down, whatever comes meanwhile; what still
holds then is another incident. All of it follows from the verdicts alone, so that any look at any time, also after a restart,
comes to the same incidents.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


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
    """Why a training is due: the violated verdicts that fulfilled the policy, the earliest first."""

    pipeline: str
    version: str
    kind: Kind
    verdicts: tuple[Verdict, ...]

    @property
    def at(self) -> datetime:
        """When it began."""
        return self.verdicts[-1].at

    @property
    def run_id(self) -> str:
        """Of the training that it starts: the same for the same incident, so that Airflow refuses a repeat."""
        name = "incident" if self.kind is Kind.DATA_DRIFT else "incident_of_performance"
        return f"{name}__{self.pipeline}__v{self.version}__{self.verdicts[0].batch}"


@dataclass(frozen=True)
class Known:
    """The verdicts of one version of a pipeline's model: on its batches, and on its past predictions."""

    pipeline: str
    version: str
    drift: tuple[Verdict, ...]
    performance: tuple[Verdict, ...] = ()


def latest(known: Known, policy: Policy) -> Incident | None:
    """The last incident, if there has been one."""
    found: Incident | None = None
    for incident in sorted(_candidates(known, policy), key=lambda one: (one.at, one.kind)):
        if found is None or incident.at - found.at >= policy.cool_down:
            found = incident
    return found


def _candidates(known: Known, policy: Policy) -> Iterator[Incident]:
    """Every verdict with which the policy is fulfilled, whether or not it was before."""
    window: deque[Verdict] = deque(maxlen=policy.window)
    for verdict in _in_time(known.drift):
        window.append(verdict)
        violated = tuple(one for one in window if one.violated)
        if verdict.violated and len(violated) >= policy.violations:
            yield Incident(known.pipeline, known.version, Kind.DATA_DRIFT, violated)
    for verdict in _in_time(known.performance):
        if verdict.violated:
            yield Incident(known.pipeline, known.version, Kind.PERFORMANCE, (verdict,))


def _in_time(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return sorted(verdicts, key=lambda verdict: (verdict.at, verdict.batch))
