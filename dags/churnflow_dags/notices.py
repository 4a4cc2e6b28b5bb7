"""What is worth a notice: one function an occasion, from the context of Airflow's callback to the notice or to nothing."""

from __future__ import annotations

from typing import Any

from churnflow_dags.notify import Kind, Notice, Tell


def failed(pipeline: str) -> Tell:
    """A run that has failed, once a run."""

    def describe(context: Any) -> Notice:
        task = context.get("ti")
        last = f" The last task: {task.task_id} ({task.state})." if task is not None else ""
        title = f"{context['dag'].dag_id} failed"
        return Notice(Kind.FAILURE, pipeline, title, f"Airflow says: {context.get('reason') or 'nothing'}.{last}")

    return Tell(describe)


def drifted(pipeline: str) -> Tell:
    """A batch whose verdict is to act."""
    return _on_verdict("act", Kind.DRIFT, pipeline, "a scored batch has drifted")


def performed(pipeline: str) -> Tell:
    """Past predictions that are below the pipeline's bound."""
    return _on_verdict("below", Kind.PERFORMANCE, pipeline, "predictions are below their bound")


def retraining(pipeline: str) -> Tell:
    """A training that an incident has started."""

    def describe(context: Any) -> Notice:
        task = context["ti"].task
        return Notice(Kind.RETRAINING, pipeline, f"{pipeline}: a training was started", str(task.conf["reason"]))

    return Tell(describe)


def decided(pipeline: str) -> Tell:
    """A decision on a version: promoted, refused, rolled back, made a challenger or withdrawn."""
    words = {
        "promote": "version {version} is in production",
        "record_refusal": "version {version} stays out of production",
        "rollback": "version {version} has left production, version {production_version} is back",
        "challenge": "version {version} is the challenger",
        "withdraw": "version {version} is no longer the challenger",
    }

    def describe(context: Any) -> Notice:
        result = _result(context)
        title = words[context["ti"].task_id].format(**{"production_version": "", **result})
        return Notice(Kind.PROMOTION, pipeline, f"{pipeline}: {title}", str(result["reason"]))

    return Tell(describe)


def _on_verdict(verdict: str, kind: Kind, pipeline: str, title: str) -> Tell:
    """A task whose job has come to this verdict, with the job's reason."""

    def describe(context: Any) -> Notice | None:
        result = _result(context)
        told = result.get("verdict") == verdict
        return Notice(kind, pipeline, f"{pipeline}: {title}", str(result["reason"])) if told else None

    return Tell(describe)


def _result(context: Any) -> dict[str, Any]:
    """What the job of the task has reported."""
    found = context["ti"].xcom_pull(task_ids=context["ti"].task_id)
    return dict(found) if found else {}
