"""Rules that every DAG and every task must keep."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from airflow.serialization.decoders import decode_timetable
from airflow.serialization.encoders import encode_timetable
from airflow.timetables.base import TimeRestriction

from churnflow_dags.defaults import at

DAGS = Path(__file__).resolve().parent.parent
FILES = sorted(DAGS.glob("*.py"))
COMMON = {"churnflow_housekeeping", "deploy_pipeline"}
KINDS = ("training", "promotion", "inference", "performance", "monitoring")
IDS = {*(f"telco_churn_{kind}" for kind in KINDS), *COMMON}


@pytest.fixture
def tasks(bag):
    return [task for dag in bag.dags.values() for task in dag.tasks]


def is_job(task):
    return hasattr(task, "job") or "job" in getattr(task, "partial_kwargs", {})


def field(task, name):
    return task.partial_kwargs.get(name) if hasattr(task, "partial_kwargs") else getattr(task, name)


def outlets(task):
    return [asset.uri for asset in task.outlets]


def test_every_file_loads_and_the_pipelines_have_their_dags(bag):
    assert bag.import_errors == {}
    assert set(bag.dags) == IDS


def test_dag_files_are_short_and_begin_with_their_story():
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), file
        assert len(text.splitlines()) <= 80, file


def test_every_dag_says_what_it_does_and_what_to_do_by_exit_code(bag):
    for dag in bag.dags.values():
        assert "**What starts it:**" in dag.doc_md, dag.dag_id
        for code in (1, 2, 3, 4, 99):
            assert f"| {code} |" in dag.doc_md, dag.dag_id


def test_every_dag_has_tags_a_time_limit_and_no_catchup(bag):
    for dag in bag.dags.values():
        assert dag.tags, dag.dag_id
        assert dag.dagrun_timeout, dag.dag_id
        assert dag.catchup is False, dag.dag_id


def test_one_training_and_one_promotion_at_a_time(bag):
    assert bag.dags["telco_churn_training"].max_active_runs == 1
    assert bag.dags["telco_churn_promotion"].max_active_runs == 1
    assert bag.dags["telco_churn_inference"].max_active_runs > 1


def test_every_task_has_retries_with_backoff_a_time_limit_and_an_owner(tasks):
    for task in tasks:
        assert field(task, "retries") >= 1, task.task_id
        assert field(task, "retry_exponential_backoff"), task.task_id
        assert field(task, "execution_timeout") or task.response_timeout, task.task_id
        assert task.owner not in ("", "airflow"), task.task_id


def test_every_jar_runs_in_the_pool(tasks):
    jobs = [task for task in tasks if is_job(task)]
    assert len(jobs) == 7 + 5 + 6 + 1 + 1 + 13
    assert {task.pool for task in jobs} == {"churnflow_jvm"}


def test_no_command_is_a_template(tasks):
    for task in tasks:
        command = getattr(task, "bash_command", "")
        assert "{{" not in command and "{%" not in command, task.task_id


def test_variables_are_texts_and_carry_no_credentials(tasks):
    for task in (task for task in tasks if is_job(task)):
        for name, value in field(task, "env").items():
            assert isinstance(value, str), (task.task_id, name)
            assert name.startswith("CHURNFLOW_"), (task.task_id, name)


def test_templates_need_nothing_that_some_runs_lack(tasks):
    for task in (task for task in tasks if is_job(task)):
        text = " ".join(field(task, "env").values())
        for absent in ("{{ ds", "logical_date", "data_interval", "{{ ts"):
            assert absent not in text, task.task_id


def test_everything_comes_after_the_check_of_the_conf(bag):
    for dag in bag.dags.values():
        assert dag.roots and [task.task_id for task in dag.roots] == ["check_conf"], dag.dag_id


def test_every_field_of_a_form_is_typed_and_described(bag):
    for dag in bag.dags.values():
        for name in dag.params:
            param = dag.params.get_param(name)
            assert param.schema.get("type"), (dag.dag_id, name)
            assert param.description, (dag.dag_id, name)


def test_schedules_are_those_of_the_pipeline_file(bag):
    assert bag.dags["telco_churn_training"].schedule.expression == "0 3 * * 0"
    assert bag.dags["telco_churn_inference"].schedule.expression == "0 6 * * *"


def test_what_was_due_before_a_pipeline_was_there_is_not_run():
    now = datetime.now(UTC)
    missed = now - timedelta(minutes=2)
    timetable = decode_timetable(encode_timetable(at(f"{missed.minute} {missed.hour} * * *")))
    first = timetable.next_dagrun_info(
        last_automated_data_interval=None, restriction=TimeRestriction(earliest=None, latest=None, catchup=False)
    )
    assert first.run_after > now


def test_a_registered_version_starts_the_promotion(bag):
    outlets = bag.dags["telco_churn_training"].get_task("register_model").outlets
    assert [asset.uri for asset in outlets] == ["churnflow://telco_churn/staging"]
    assert [asset.uri for asset in bag.dags["telco_churn_promotion"].schedule] == ["churnflow://telco_churn/staging"]


def test_every_decision_on_a_version_renews_the_page(bag):
    promotion = bag.dags["telco_churn_promotion"]
    deciding = [task.task_id for task in promotion.tasks if "churnflow://telco_churn/decisions" in outlets(task)]
    assert sorted(deciding) == ["challenge", "promote", "record_refusal", "rollback", "withdraw"]
    news = {asset.uri for asset in bag.dags["telco_churn_monitoring"].schedule.objects}
    assert news == {f"churnflow://telco_churn/{kind}" for kind in ("batches", "outcomes", "decisions")}


def test_no_connection_or_variable_is_read_while_a_file_is_parsed():
    for file in FILES:
        names = {node.attr for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Attribute)}
        assert not names & {"get_connection", "get_variable"}, file
