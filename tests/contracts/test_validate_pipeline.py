"""validate-pipeline, new-pipeline and the schema's writing through their real jars and programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.contracts.drafts import spoken
from tests.support.jobs import Ended, Step, Workspace
from tests.support.places import DATA, ROOT, SAMPLE, java


def validated(file: Path) -> Ended:
    return Workspace(file.parent, file.parent, "none").run("check", Step("validate-pipeline", {"CHURNFLOW_FILE": str(file)}))


def problems(ended: Ended) -> list[str]:
    return [line.split("problem: ", 1)[1] for line in ended.err.splitlines() if "problem: " in line and "error:" not in line]


def test_a_sound_file_ends_with_0() -> None:
    assert validated(SAMPLE).succeeded().result["pipeline"] == "telco_churn"


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "telco_churn.yaml"
    text = SAMPLE.read_text()
    for right, wrong in [
        ("folds: 5", "folds: 50"),
        ("rule: best_f1", "rule: best"),
        ("approval: automatic ", "approval: none "),
    ]:
        assert right in text
        text = text.replace(right, wrong)
    file.write_text(text)
    ended = validated(file)
    assert ended.code == 2
    assert problems(ended) == [
        "training.folds: expected a whole number from 2 to 20, found 50",
        "threshold.rule: expected one of best_f1, minimum_recall, minimum_precision, profit, found 'best'",
        "promotion.approval: expected one of automatic, person, found 'none'",
    ]
    assert f"pipeline file {file}: expected nothing wrong, found 3 problems" in spoken(ended)


def test_what_only_learners_and_the_model_file_know_is_said_too(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    text = SAMPLE.read_text().replace("{l2: 1.0,", "{l3: 1.0,").replace("algorithm: random-forest", "algorithm: forest")
    file.write_text(
        text.replace("{name: female, type: boolean}", "{name: score, type: boolean}").replace("slices: [female, ", "slices: [")
    )
    found = problems(validated(file))
    assert len(found) == 4, found
    assert found[0].startswith("name: expected that of the file, other")
    assert "l3" in found[1] and "forest" in found[2] and "score" in found[3]


def test_outcomes_that_would_all_be_held_out_are_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "telco_churn.yaml"
    text = SAMPLE.read_text().replace("holdout_percent: 20,", "holdout_percent: 20, time_column: tenure,")
    file.write_text(text)
    assert "warning" not in validated(file).succeeded().err
    file.write_text(text.replace("\ntraining:\n", "\ntraining:\n  outcomes: {batches: 3}\n"))
    [warning] = [line for line in validated(file).succeeded().err.splitlines() if "warning: " in line]
    assert "split.time_column and training.outcomes: the latest 20 % of the rows by tenure are held out" in warning


def test_a_file_that_is_none_ends_with_2(tmp_path: Path) -> None:
    assert validated(tmp_path / "none.yaml").code == 2


def new_pipeline(tmp_path: Path, **values: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CHURNFLOW_PIPELINES": str(tmp_path), "CHURNFLOW_JAVA": java()} | values
    command = [sys.executable, str(ROOT / "build" / "new_pipeline.py")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_new_pipeline_writes_the_file_and_says_what_next(tmp_path: Path) -> None:
    done = new_pipeline(tmp_path, CSV=str(DATA / "telco_churn.csv"), NAME="phone")
    assert done.returncode == 0, done.stderr
    assert "phone_training" in done.stdout and "cp " not in done.stdout
    assert 'input: "telco_churn.csv"' in (tmp_path / "phone.yaml").read_text()
    assert validated(tmp_path / "phone.yaml").code == 0


def test_a_draft_to_deploy_lies_elsewhere_and_says_how(tmp_path: Path) -> None:
    table = tmp_path / "my flights.csv"
    table.write_bytes((DATA / "nyc_flights.csv").read_bytes())
    done = new_pipeline(tmp_path / "beside", CSV=str(table), NAME="nyc", POSITIVE="Disrupted", TO=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert validated(tmp_path / "nyc.yaml").code == 0
    assert f"cp '{table}' var/home/inbox/" in done.stdout
    assert "deploy_pipeline in the web page: path nyc.yaml, sample my flights.csv" in done.stdout


@pytest.mark.parametrize(("name", "positive"), [("lending_club", "bad"), ("nyc_flights", "Disrupted")])
def test_the_pipelines_beside_the_tables_are_their_drafts_edited(tmp_path: Path, name: str, positive: str) -> None:
    done = new_pipeline(tmp_path, CSV=str(DATA / f"{name}.csv"), NAME=name, POSITIVE=positive)
    assert done.returncode == 0 and validated(DATA / f"{name}.yaml").code == 0, done.stderr
    drafted, edited = (yaml.safe_load((folder / f"{name}.yaml").read_text()) for folder in (tmp_path, DATA))
    assert [line for line in edited["contract"]["columns"] if line["name"] != "destination"] == drafted["contract"]["columns"]
    unlike = {key for key in edited if edited[key] != drafted[key]} - {"contract"}
    assert unlike <= {"description", "split", "features", "gate", "promotion"}


def test_new_pipeline_asks_in_the_words_of_make(tmp_path: Path) -> None:
    done = new_pipeline(tmp_path, CSV=str(DATA / "lending_club.csv"), NAME="loans")
    assert done.returncode == 2 and list(tmp_path.iterdir()) == []
    assert "error: POSITIVE=: expected" in done.stderr and "--" not in done.stderr and "'bad' or 'good'" in done.stderr


def test_new_pipeline_says_what_is_wrong_in_the_words_of_make(tmp_path: Path) -> None:
    telco = str(DATA / "telco_churn.csv")
    (tmp_path / "there.yaml").touch()
    for values, words in [
        ({"CSV": "nope.csv", "NAME": "phone"}, "CSV=: expected a readable file, found none"),
        ({"CSV": telco, "NAME": "A b"}, "NAME=: expected lower-case letters"),
        ({"CSV": telco, "NAME": "there"}, "NAME= and TO=: expected no file there yet"),
        ({"CSV": telco}, "NAME=: expected a value"),
        ({"CSV": telco, "NAME": "phone", "TO": telco}, "NAME= and TO=: expected a folder that can be written, found none at"),
        ({"CSV": telco, "NAME": "phone", "TO": "/proc"}, "NAME= and TO=: expected a folder that "),
        ({"CSV": telco, "NAME": "phone", "TO": "/proc/a/b"}, "NAME= and TO=: expected a folder that "),
    ]:
        done = new_pipeline(tmp_path, **values)
        assert done.returncode == 2 and f"error: {words}" in done.stderr, done.stderr
        assert "--" not in done.stderr and "CHURNFLOW_" not in done.stderr


def test_make_check_pipeline_asks_for_its_file_in_its_own_words(tmp_path: Path) -> None:
    """The recipe alone, with nothing to build before it."""
    command = ["make", "-s", "-o", "jars", "-o", "venv-airflow", "check-pipeline", "FILE="]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("churnflow check-pipeline: error: FILE=: expected a value (make check-pipeline FILE=")


@pytest.mark.parametrize("name", ["$(touch x)", "../phone", "a b", "'; touch x; '", ""])
def test_new_pipeline_takes_no_name_for_anything_else(tmp_path: Path, name: str) -> None:
    done = new_pipeline(tmp_path, CSV=str(DATA / "telco_churn.csv"), NAME=name)
    assert done.returncode == 2 and "error:" in done.stderr
    assert list(tmp_path.iterdir()) == [] and not Path("x").exists()


def test_the_jar_writes_the_committed_schema(tmp_path: Path) -> None:
    made = tmp_path / "schema.json"
    Workspace(tmp_path, tmp_path, "none").run(
        "schema", Step("validate-pipeline", {"CHURNFLOW_WRITE_SCHEMA": str(made)})
    ).succeeded()
    assert made.read_bytes() == (ROOT / "dags" / "pipelines" / "pipeline.schema.json").read_bytes()
