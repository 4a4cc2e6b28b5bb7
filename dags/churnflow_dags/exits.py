"""What a job's exit code means to Airflow and to whoever is called at night: one table, used by tasks and pages."""

from __future__ import annotations

from dataclasses import dataclass

from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException


@dataclass(frozen=True)
class Exit:
    """An exit code's meaning, what Airflow does about it, and what a person does."""

    meaning: str
    airflow: str
    person: str
    error: type[AirflowException]


EXITS = {
    1: Exit(
        "unexpected, with a stack trace; out of memory; stale AOT cache",
        "tries again",
        "If the last try failed too: read the trace in the task's log. After an upgrade, build the jars again.",
        AirflowException,
    ),
    2: Exit(
        "usage, pipeline file, undeclared conf key, missing input, path outside the allowed roots, no production "
        "model, access to MLflow refused, a folder that cannot be written, a step made from what is no "
        "longer there",
        "fails at once",
        "Correct what the error line names, then clear the task, or trigger again with another `input`.",
        AirflowFailException,
    ),
    3: Exit(
        "the data or the model file is not what the contract says",
        "fails at once",
        "Give the line, column and value of the error line, or validation.html in the folder that it names, to whoever made "
        "the file; trigger again with a good one.",
        AirflowFailException,
    ),
    4: Exit(
        "MLflow refused the connection, was too slow, or answered 429 or 5xx; the shared volume is full",
        "tries again, waiting longer each time",
        "See whether MLflow is up and the volume has room; then clear the failed task. What is finished is not done twice.",
        AirflowException,
    ),
    99: Exit("nothing to do", "skips it and what follows", "Nothing.", AirflowSkipException),
}


def failure(job: str, code: int, error_line: str) -> AirflowException:
    """The exception for an exit code other than 0. Codes outside the table, such as a kill's 137, are tried again."""
    known = EXITS.get(code)
    said = error_line or "the job said nothing on standard error"
    meaning = known.meaning if known else "not a code of the table: killed, or never started"
    return (known.error if known else AirflowException)(f"{job} ended with exit code {code} ({meaning}): {said}")
