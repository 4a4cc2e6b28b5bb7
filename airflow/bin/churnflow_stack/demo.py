"""Trains, promotes and scores the sample through the REST API, as anybody could, and shows what has come of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from churnflow_stack import passwords, rest
from churnflow_stack.places import Stack
from churnflow_stack.runs import Runs

PIPELINE = "telco_churn"
NEW_CUSTOMERS = "telco_new_customers.csv"
METRICS = ("roc_auc", "pr_auc", "f1", "precision", "recall", "accuracy", "log_loss", "brier")


@dataclass(frozen=True)
class Place:
    """A stack as its user sees it: its runs, where its files lie, and what to say at the end."""

    runs: Runs
    home: str
    addresses: tuple[str, ...]


def embedded(stack: Stack) -> Place:
    """The stack of one machine."""
    runs = Runs(rest.airflow(stack.airflow_url, "admin", passwords.keep(stack).airflow["admin"]))
    addresses = (
        f"Airflow      {stack.airflow_url}/dags  user admin",
        f"MLflow       {stack.mlflow_page}  user admin",
        "Both keep running: `make status` shows the passwords, `make down` stops them.",
    )
    return Place(runs, str(stack.home), addresses)


def demo(place: Place) -> None:
    """Everything once; StackError when a run fails."""
    begun = time.monotonic()
    runs = place.runs
    training, promotion, inference = (f"{PIPELINE}_{kind}" for kind in ("training", "promotion", "inference"))
    runs.ready([training, promotion, inference])
    trained = _start(runs, training, {})
    runs.follow(training, trained)
    promoted = runs.started_by(promotion, trained)
    print(f"\n{promotion}, started by the new version ({promoted})", flush=True)
    runs.follow(promotion, promoted)
    scored = _start(runs, inference, {"input": NEW_CUSTOMERS})
    runs.follow(inference, scored)
    _metrics(runs.result(training, trained, "evaluate_model"))
    _promotion(runs, promotion, promoted)
    _predictions(place, runs.result(inference, scored, "publish_predictions"))
    print("\n".join(place.addresses))
    print(f"\nDone after {time.monotonic() - begun:.0f} s.")


def score(place: Place, path: str, pipeline: str) -> None:
    """Scores one CSV."""
    runs, dag = place.runs, f"{pipeline}_inference"
    runs.ready([dag], seconds=15)
    run = _start(runs, dag, {"input": path})
    runs.follow(dag, run)
    _predictions(place, runs.result(dag, run, "publish_predictions"))


def _start(runs: Runs, dag: str, conf: dict[str, Any]) -> str:
    run = runs.start(dag, conf)
    print(f"\n{dag} ({run})", flush=True)
    return run


def _metrics(evaluation: dict[str, Any]) -> None:
    """A line a model, measured on the hold-out; the winner was chosen out of fold."""
    print(f"\n{'model, on the hold-out':26}" + "".join(f"{name:>10}" for name in METRICS))
    for model, values in (evaluation.get("metrics") or {}).items():
        chosen = " *" if model == evaluation.get("winner") else ""
        print(f"{model + chosen:26}" + "".join(_number(values, name) for name in METRICS))
    print("* the winner, by its out-of-fold measure")


def _number(values: dict[str, Any], name: str) -> str:
    value = values.get(name, values.get(f"holdout_{name}"))
    return f"{value:10.4f}" if isinstance(value, int | float) else f"{'-':>10}"


def _promotion(runs: Runs, dag: str, run: str) -> None:
    gate, promote = runs.result(dag, run, "gate"), runs.result(dag, run, "promote")
    print(f"\ngate         {gate.get('verdict', '-')}: {gate.get('reason', '')}")
    if promote:
        print(f"production   version {promote.get('production_version')} of {PIPELINE}")
    else:
        print(f"production   unchanged: version {gate.get('version')} was not promoted")


def _predictions(place: Place, result: dict[str, Any]) -> None:
    print(f"predictions  {place.home}/{result.get('predictions', '')}")
    print(f"             {result.get('rows')} customers, by version {result.get('model_version')}")
