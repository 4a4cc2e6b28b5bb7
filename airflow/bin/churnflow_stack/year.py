"""A simulated year: the real DAGs meet customers who change, and nobody but them does anything about it.

Each month its batch is scored, then the outcomes of the month before become known. What follows is the stack's own doing: a
verdict on drift or on past predictions, a training, the gate, a promotion. The first version scores in the shadow all year, so
that it can be said what retraining was worth.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from churnflow_stack import passwords, rest
from churnflow_stack.environment import environment, run_job
from churnflow_stack.places import REPO, Stack, StackError
from churnflow_stack.recovery import Training, findings, month_of
from churnflow_stack.runs import Runs

NAME = "simulated_year"
FILE = REPO / "data" / f"{NAME}.yaml"
MONTHS = 12
CHANGES = {"harmless": 3, "changed-relation": 5, "covariate-shift": 9}
ROWS = 8000
FIRST = "first"
"""The alias of the version that is never replaced."""


def demo_drift(stack: Stack) -> int:
    """The exit code: 1 where something did not happen as it should; StackError when a run fails."""
    begun = time.monotonic()
    kept = passwords.keep(stack)
    runs = Runs(rest.airflow(stack.airflow_url, "admin", kept.airflow["admin"]))
    runs.ready(["deploy_pipeline"])
    if f"{NAME}_training" in runs.dags():
        raise StackError(f"expected no pipeline {NAME} yet, found one: its year is over (`make clean` removes it and all else)")
    _make_data(stack)
    year = Year(stack, runs)
    year.begin()
    rest.mlflow(stack.mlflow_url, "admin", kept.mlflow).call(
        "POST", "/registered-models/alias", {"name": NAME, "alias": FIRST, "version": "1"}
    )
    for month in range(1, MONTHS + 1):
        year.live(month)
    year.learn(MONTHS)
    failed = year.tell()
    print(f"\nDone after {time.monotonic() - begun:.0f} s.")
    return 1 if failed else 0


def _make_data(stack: Stack) -> None:
    """The year's files, in the inbox folder, where trainings and scorings look them up."""
    folder = stack.home / "inbox" / NAME
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    planned = ",".join(f"{change}@{month}" for change, month in CHANGES.items())
    values = {
        "CHURNFLOW_OUTPUT": str(folder),
        "CHURNFLOW_MONTHS": str(MONTHS),
        "CHURNFLOW_ROWS": str(ROWS),
        "CHURNFLOW_TRAINING_ROWS": str(ROWS),
        "CHURNFLOW_CHANGES": planned,
    }
    run_job("generate-data", environment(stack, passwords.keep(stack)) | values)
    print(f"a year of customers, {planned}: {folder}", flush=True)


@dataclass
class Year:
    """What has happened so far."""

    stack: Stack
    runs: Runs
    batches: dict[str, int] = field(default_factory=dict)
    trainings: list[Training] = field(default_factory=list)
    looks: list[dict[str, Any]] = field(default_factory=list)

    def begin(self) -> None:
        """Deploys the pipeline; trains and promotes the first version."""
        conf = {"action": "deploy", "pipeline_file": FILE.read_text(encoding="utf-8"), "sample": f"{NAME}/customers.csv"}
        self._run("deploy_pipeline", conf)
        dags = [f"{NAME}_{kind}" for kind in ("training", "promotion", "inference", "performance", "monitoring")]
        self.runs.ready(dags)
        self._promoted(self._run(f"{NAME}_training", {}))

    def live(self, month: int) -> None:
        """Scores a month's customers, and lets the month before be known; then whatever that has set going."""
        print(
            f"\n== month {month:2}{''.join(f': {change} sets in' for change, at in CHANGES.items() if at == month)}", flush=True
        )
        dag = f"{NAME}_inference"
        scored = self._run(dag, {"input": f"{NAME}/month-{month:02}.csv"})
        found = self.runs.result(dag, scored, "detect_drift")
        self.batches[scored] = month
        print(f"           drift: {found.get('verdict', '-')}: {found.get('reason', '')}", flush=True)
        if month > 1:
            self.learn(month - 1)
        self._follow_incident(month)

    def learn(self, month: int) -> None:
        """The outcomes of a month."""
        dag = f"{NAME}_performance"
        run = self._run(dag, {"labels": f"{NAME}/month-{month:02}-outcomes.csv"})
        found = self.runs.result(dag, run, "monitor_performance")
        self.looks.append(found)
        print(f"           predictions of month {month}: {found.get('verdict', '-')}: {found.get('reason', '')}", flush=True)

    def _run(self, dag: str, conf: dict[str, Any]) -> str:
        run = self.runs.start(dag, conf)
        print(f"\n{dag} ({run})", flush=True)
        self.runs.follow(dag, run)
        return run

    def _follow_incident(self, month: int) -> None:
        """Waits until the sensor has looked; follows a training that it has started, up to its promotion."""
        dag = f"{NAME}_training"
        self.runs.settled(f"{NAME}_monitoring")
        known = {training.run for training in self.trainings}
        for run in self.runs.named(dag, "incident"):
            if run not in known:
                print(f"\n{dag} ({run}), started by the sensor", flush=True)
                self.runs.follow(dag, run)
                self.trainings.append(Training(run, month, self._promoted(run)))

    def _promoted(self, trained: str) -> bool:
        """Whether the version that a training has registered has become production."""
        dag = f"{NAME}_promotion"
        run = self.runs.started_by(dag, trained)
        print(f"\n{dag}, started by the new version ({run})", flush=True)
        self.runs.follow(dag, run)
        gate = self.runs.result(dag, run, "gate")
        print(f"           gate: {gate.get('verdict', '-')}: {gate.get('reason', '')}", flush=True)
        return bool(self.runs.result(dag, run, "promote"))

    def tell(self) -> bool:
        """Says how the year went, and whether anything was not as it should be."""
        content = json.loads((self.stack.home / self.looks[-1]["path"] / "performance.json").read_text(encoding="utf-8"))
        months = sorted(
            (month_of(batch, self.batches[batch["run_id"]], FIRST) for batch in content["batches"]),
            key=lambda month: month.month,
        )
        print(f"\n{'month':>5}{'version':>9}{'F1':>9}{'without':>9}   what set in, what was done")
        for month in months:
            done = [f"{change} sets in" for change, at in CHANGES.items() if at == month.month]
            done += [
                f"trained, {'promoted' if one.promoted else 'not promoted'}"
                for one in self.trainings
                if one.month == month.month
            ]
            print(f"{month.month:5}{month.version:9}{month.retrained:9.4f}{month.first:9.4f}   {'; '.join(done)}")
        found = findings(months, self.trainings, CHANGES)
        print()
        for finding in found:
            print(f"{'as it should be' if finding.good else 'NOT AS IT SHOULD BE'}: {finding.text}")
        return not all(finding.good for finding in found)
