"""The sensor that waits for drifted batches, or predictions that have done badly, to ask for a new training.

A look reads files and takes milliseconds, so it is done where the task starts; only waiting is handed to the triggerer. What is
found follows from the files alone: a triggerer or a scheduler that is restarted meanwhile looks again and finds the same.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import BaseSensorOperator
from airflow.sdk.exceptions import AirflowSkipException
from airflow.triggers.base import BaseTrigger, TriggerEvent

from churnflow_dags.forms import LONGEST_REASON
from churnflow_dags.home import home
from churnflow_dags.incidents import Incident, Kind, Policy
from churnflow_dags.verdicts import newest_incident


class DataDriftSensor(BaseSensorOperator):
    """Answers with the run id and the conf of the training that the newest incident asks for, in a list for a mapped task.

    Skips where there is none.

    Deferrable: between two looks it takes neither a slot nor a process. `patience` is how long it waits, zero for one look.
    """

    def __init__(self, *, pipeline: str, policy: Policy, patience: timedelta, **options: Any) -> None:
        super().__init__(**options)
        self.pipeline = pipeline
        self.policy = policy
        self.patience = patience

    def execute(self, context: Any) -> list[dict[str, Any]]:
        """Look once; wait where there is time."""
        found = newest_incident(home(), self.pipeline, self.policy)
        if found is None and self.patience:
            until = context["ti"].start_date.timestamp() + self.patience.total_seconds()
            trigger = IncidentTrigger(str(home()), self.pipeline, _plain(self.policy), until, self.poke_interval)
            self.defer(trigger=trigger, method_name="resume")
        return self._answer(found)

    def resume(self, context: Any, event: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: ARG002 - Airflow calls it so
        """Look again: the event only says that there is something to see, or that time is up."""
        return self._answer(newest_incident(home(), self.pipeline, self.policy))

    def _answer(self, found: Incident | None) -> list[dict[str, Any]]:
        if found is None:
            drift = f"{self.policy.violations} of the last {self.policy.window} batches, the newest among them, have drifted"
            raise AirflowSkipException(f"no training is due: it is not so that {drift}, nor are predictions below their bound")
        return [{"trigger_run_id": found.run_id, "conf": {"reason": reason(found)}}]


class StartRun(TriggerDagRunOperator):
    """Starts a run with a conf that is taken as it is.

    Airflow renders a mapped conf as a template, also when it comes from an earlier task, so that the name of a batch, which
    whoever started its run has chosen, could read connections and variables.
    """

    template_fields = ()


class IncidentTrigger(BaseTrigger):
    """Fires when there is an incident, or when time is up."""

    def __init__(self, home: str, pipeline: str, policy: dict[str, Any], until: float, every: float) -> None:
        super().__init__()
        self.home = home
        self.pipeline = pipeline
        self.policy = policy
        self.until = until
        self.every = every

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """What the triggerer makes it anew from, also after a restart."""
        values = {"home": self.home, "pipeline": self.pipeline, "policy": self.policy, "until": self.until, "every": self.every}
        return f"{type(self).__module__}.{type(self).__qualname__}", values

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Look every so often; the files are read on a thread, for the triggerer runs all triggers in one."""
        policy = Policy(self.policy["violations"], self.policy["window"], timedelta(seconds=self.policy["cool_down"]))
        while time.time() < self.until:
            found = await asyncio.to_thread(newest_incident, Path(self.home), self.pipeline, policy)
            if found:
                break
            await asyncio.sleep(min(self.every, max(0.0, self.until - time.time())))
        yield TriggerEvent({"looked_at": time.time()})


def reason(incident: Incident) -> str:
    """Why, in words for the training's form: which batches, and what was said of them."""
    by = f"by version {incident.version}"
    if incident.kind is Kind.PERFORMANCE:
        text = f"Predictions {by} are below their bound: {incident.verdicts[0].reason}"
    else:
        said = "; ".join(": ".join(filter(None, [one.batch, one.reason])) for one in incident.verdicts)
        text = f"Data drift in {len(incident.verdicts)} batches scored {by}: {said}"
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_REASON else plain[: LONGEST_REASON - 1] + "…"


def _plain(policy: Policy) -> dict[str, Any]:
    return {**asdict(policy), "cool_down": policy.cool_down.total_seconds()}
