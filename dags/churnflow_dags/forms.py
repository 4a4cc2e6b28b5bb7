"""The fields of the trigger forms. Airflow checks them for the web UI and for REST; `check_conf` checks them again."""

from __future__ import annotations

from airflow.sdk import Param

from churnflow_dags.conf import MULTILINE
from churnflow_dags.pipeline import NAME, Pipeline

LONGEST_OVERRIDE_REASON = 600
"""Characters; `promote-model` takes no more either."""

LONGEST_REASON = 1000
"""Characters of any other reason."""

ONE_LINE = r"^(?![\s\S]*[\x00-\x1f\x7f])"
"""No control character anywhere; written so that Python and the browser agree on it."""


def training_input(pipeline: Pipeline) -> Param:
    """The CSV to train on."""
    return Param(
        pipeline.training_input,
        type="string",
        title="Training CSV",
        description="Path of the CSV to train on, absolute or below an allowed input folder.",
        pattern=ONE_LINE,
        maxLength=4096,
    )


def inference_input(pipeline: Pipeline) -> Param:
    """The CSV to score, or none for the inbox."""
    return _path(
        "CSV to score",
        f"Path of a CSV, absolute or below an allowed input folder. Empty: new files in inbox/{pipeline.inbox}.",
    )


def labels(pipeline: Pipeline) -> Param:
    """The CSV of outcomes, or none for that of the pipeline file."""
    empty = f"{pipeline.labels}, if it is there" if pipeline.labels else "only what is known already"
    return _path(
        "CSV of outcomes",
        f"Path of a CSV that says who has left, absolute or below an allowed input folder. Empty: {empty}.",
    )


def algorithms(pipeline: Pipeline) -> Param:
    """Which candidates to train."""
    known = list(pipeline.algorithms)
    return Param(
        known,
        type="array",
        title="Candidate models",
        description="The models to train; the best of them is registered.",
        items={"type": "string", "enum": known},
        examples=known,
        minItems=1,
        uniqueItems=True,
    )


def approval(pipeline: Pipeline) -> Param:
    """Who lets the model into production: may only be stricter than the pipeline file."""
    return Param(
        "pipeline",
        type="string",
        title="Approval",
        description=f"Who lets the model into production. The pipeline file says: {pipeline.approval}. "
        "A person can be asked for here, but not left out.",
        enum=["pipeline", "person"],
        values_display={"pipeline": "as the pipeline file says", "person": "a person must approve"},
    )


def action() -> Param:
    """Promotion, its reverse, or a trial beside production."""
    return Param(
        "promote",
        type="string",
        title="Action",
        description="Promote the candidate, go back to the version that was in production before, "
        "or try the candidate beside production, or no longer.",
        enum=["promote", "rollback", "challenge", "withdraw"],
        values_display={
            "promote": "promote the candidate",
            "rollback": "back to the previous version",
            "challenge": "make the candidate the challenger",
            "withdraw": "try the challenger no longer",
        },
    )


def candidate_version() -> Param:
    """Which version to promote, or to try as the challenger."""
    return Param(
        None,
        type=["null", "string"],
        title="Candidate version",
        description="Version number in the registry. Empty: the one with the alias staging.",
        pattern="^[1-9][0-9]{0,8}$",
    )


def override_reason() -> Param:
    """Why a person promotes what the gate did not pass. Only runs that a person has started may use it."""
    return Param(
        None,
        type=["null", "string"],
        title="Reason to overrule the gate",
        description="Fill in only to promote a version that the gate refuses or cannot judge: why you answer for it. "
        f"Your name and this text, at most {LONGEST_OVERRIDE_REASON} characters, are recorded on the version.",
        pattern=ONE_LINE,
        maxLength=LONGEST_OVERRIDE_REASON,
    )


def reason(description: str = "Recorded on the model version.") -> Param:
    """Why, for the record."""
    return Param(
        None,
        type=["null", "string"],
        title="Reason",
        description=description,
        pattern=ONE_LINE,
        maxLength=LONGEST_REASON,
    )


def deployment() -> dict[str, Param]:
    """The fields of `deploy_pipeline`."""
    return {
        "action": Param(
            "deploy",
            type="string",
            title="Action",
            description="Try out and install a file, or put a former version of an installed one back.",
            enum=["deploy", "restore"],
            values_display={"deploy": "try out and install a file", "restore": "put a former version back"},
        ),
        "pipeline_file": Param(
            None,
            type=["null", "string"],
            title="Pipeline file",
            description="To deploy: the YAML itself. Leave it empty where the path below is given.",
            format=MULTILINE,
            maxLength=1 << 20,
        ),
        "path": _path("Path of the pipeline file", "To deploy: its path, absolute or below an allowed input folder."),
        "sample": _path(
            "Sample CSV",
            "To deploy: a CSV with known outcomes, absolute or below an allowed input folder. "
            "The pipeline is trained on it and scores it before it is installed.",
        ),
        "name": Param(
            None,
            type=["null", "string"],
            title="Pipeline to restore",
            description="To restore: the name of an installed pipeline.",
            pattern=f"^{NAME.pattern}$",
        ),
        "version": Param(
            None,
            type=["null", "string"],
            title="Version to restore",
            description="To restore: the number of a version that was deployed.",
            pattern="^[1-9][0-9]{0,8}$",
        ),
        "reason": reason("Recorded beside the version."),
    }


def _path(title: str, description: str) -> Param:
    return Param(None, type=["null", "string"], title=title, description=description, pattern=ONE_LINE, maxLength=4096)
