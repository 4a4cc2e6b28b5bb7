"""What the DAGs read of a pipeline file, and what a broken one does."""

from __future__ import annotations

import os
import re

import pytest
from dag_support import SAMPLE, changed, load_bag

from churnflow_dags.pipeline import load, load_pipelines
from churnflow_dags.section import PipelineError


def test_reads_the_sample():
    pipeline = load(SAMPLE)
    assert pipeline.name == "telco_churn"
    assert pipeline.algorithms == ("logistic-regression", "random-forest", "gradient-boosting")
    assert (pipeline.training_schedule, pipeline.inference_schedule) == ("0 3 * * 0", "0 6 * * *")
    assert (pipeline.approval, pipeline.quiet_seconds, pipeline.run_folders_days) == ("automatic", 60, 30)


def test_fills_in_what_may_be_left_out(tmp_path):
    pipeline = load(changed(tmp_path, inference=None, schedules=None, tags=None, promotion={"approval": "person"}))
    assert (pipeline.inbox, pipeline.quiet_seconds, pipeline.approval_timeout_hours) == ("telco_churn", 60, 24)
    assert (pipeline.training_schedule, pipeline.inference_schedule, pipeline.tags) == (None, None, ())


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("format", 2, "format: expected 1, found 2"),
        ("owner", "", "owner: expected a text"),
        ("tags", "sample", "tags: expected a list of texts, found 'sample'"),
        ("training__models", [], "training.models: expected a list with at least one entry, found []"),
        ("training__models", [{"algorithm": "Forest"}], "training.models[0].algorithm: expected a text matching"),
        ("training__models", [{"algorithm": "a"}, {"algorithm": "a"}], "training.models: expected distinct"),
        ("promotion__approval", "nobody", "promotion.approval: expected automatic or person, found 'nobody'"),
        ("promotion__approval_timeout_hours", True, "expected a whole number from 1 to 720, found True"),
        ("inference__inbox", "../etc", "inference.inbox: expected a text matching"),
        ("schedules__training", "every sunday", "schedules.training: expected a cron expression"),
        ("retention", None, "retention: expected a mapping, found nothing"),
    ],
)
def test_an_error_names_file_path_expectation_and_finding(tmp_path, path, value, complaint):
    file = changed(tmp_path, **{path: value})
    with pytest.raises(PipelineError) as error:
        load(file)
    assert str(error.value).startswith(f"{file}: ")
    assert complaint in str(error.value)


def test_a_file_is_called_as_its_pipeline(tmp_path):
    file = changed(tmp_path).rename(tmp_path / "other.yaml")
    with pytest.raises(PipelineError, match=r"other\.yaml: name: expected 'other', as the file is called, found 'telco_churn'"):
        load(file)


def test_yaml_that_cannot_be_parsed_is_named_with_its_line(tmp_path):
    file = tmp_path / "odd.yaml"
    file.write_text("format: 1\nname: [odd\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"odd\.yaml: expected YAML in UTF-8.*line 3"):
        load(file)


@pytest.mark.parametrize(
    "value", ["!!int x", "!!bool x", "!!timestamp x", "0x_", "9" * 5000, "[" * 2000, "*owner"],
    ids=["no int", "no bool", "no timestamp", "no hex", "digits", "nesting", "alias"],
)  # fmt: skip
def test_a_value_that_python_cannot_read_is_an_error_of_that_file(tmp_path, value):
    file = changed(tmp_path)
    file.write_text(file.read_text(encoding="utf-8") + f"odd: {value}\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"telco_churn\.yaml: expected YAML in UTF-8, found: ") as error:
        load(file)
    assert len(str(error.value)) < 500


@pytest.mark.parametrize("text", ["2024-30-11", "2024-02-30", "2024-01-01T25:00:00Z", "yes", "off"])
def test_what_looks_like_a_date_or_a_switch_is_text_as_it_is_to_the_jars(tmp_path, text):
    file = changed(tmp_path)
    file.write_text(re.sub("(?m)^owner: .*$", f"owner: {text}", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert load(file).owner == text


@pytest.mark.parametrize(
    ("dag_id", "expected"),
    [
        ("shop_training", {"shop_training"}),
        ("shop_training_training", {"shop_training_training"}),
        ("gone_training", set()),
        ("shop_training_promotion", {"shop_training", "shop_training_training"}),
    ],
)
def test_for_a_task_only_its_own_dag_is_made(tmp_path, monkeypatch, dag_id, expected):
    for name in ("shop", "shop_training"):
        changed(tmp_path, name)
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(tmp_path))
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_DAG_ID", dag_id)
    bag = load_bag("training.py")
    assert (set(bag.dags), bag.import_errors) == (expected, {})


def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(tmp_path))
    changed(tmp_path)
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("format: 1\n", encoding="utf-8")
    (message,) = load_pipelines().errors
    assert "caf" in message.encode().decode()


def test_a_broken_file_is_an_import_error_and_takes_no_other_pipeline_with_it(tmp_path, monkeypatch):
    changed(tmp_path, "sound")
    broken = changed(tmp_path, "broken", promotion__approval="nobody")
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(tmp_path))
    bag = load_bag()
    assert set(bag.dags) == {
        *(f"sound_{kind}" for kind in ("training", "promotion", "inference", "performance", "monitoring")),
        "churnflow_housekeeping",
        "deploy_pipeline",
    }
    assert [name.rsplit("/")[-1] for name in bag.import_errors] == ["pipeline_errors.py"]
    (message,) = bag.import_errors.values()
    assert f"{broken}: promotion.approval: expected automatic or person, found 'nobody'" in message


def test_an_empty_folder_is_an_import_error(tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(tmp_path))
    (message,) = load_bag().import_errors.values()
    assert "expected at least one pipeline file" in message


def test_an_unknown_runner_is_an_import_error_that_says_which_are_known(monkeypatch):
    monkeypatch.setenv("CHURNFLOW_RUNNER", "kubernetes")
    messages = load_bag().import_errors.values()
    assert any("CHURNFLOW_RUNNER: expected one of bash, docker, found 'kubernetes'" in message for message in messages)
