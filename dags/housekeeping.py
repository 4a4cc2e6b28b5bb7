"""Removes what nobody needs any more, every day, for all pipelines.

- `run_folders`: run folders past a pipeline's retention, except those of the versions that have an alias (production,
  previous, staging, challenger and further arms) and those of promotions that wait for an answer. Without an answer from
  MLflow nothing is removed.
- `predictions`: archived batches and outcomes past a pipeline's `monitoring.predictions_days`; published CSV files stay.
- `airflow_logs`, `airflow_rows`: Airflow's own task logs and database rows past the longest retention of all pipelines (at
  least 30 days). Rows are skipped unless `CHURNFLOW_AIRFLOW_DB` says where the database is: Airflow hides that from tasks.
- `mlflow_deleted_runs`: what was deleted in MLflow, for good; skipped unless `CHURNFLOW_MLFLOW_GC` holds the command.

**What starts it:** every day at 04:30 UTC, or by hand. The parts do not depend on each other.
"""

from __future__ import annotations

import shlex
import sys
import time
from datetime import timedelta
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, task

from churnflow_dags.access import access_to
from churnflow_dags.cleaning import DAY_SECONDS, predictions, run_folders
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import RETRY, at
from churnflow_dags.docs import page
from churnflow_dags.notices import failed
from churnflow_dags.pipeline import load_pipelines
from churnflow_dags.retention import clean_files

PIPELINES = load_pipelines().pipelines
DAYS = max([30, *(pipeline.run_folders_days for pipeline in PIPELINES)])
TABLES = "asset_event,dag_run,import_error,job,log,revoked_token,task_instance,task_instance_history,task_reschedule,xcom"

ROWS = f"""
[ -n "$CHURNFLOW_AIRFLOW_DB" ] || {{ echo "CHURNFLOW_AIRFLOW_DB is not set: database rows are left alone"; exit 99; }}
unset AIRFLOW__CORE__SQL_ALCHEMY_CONN
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN="$CHURNFLOW_AIRFLOW_DB"
before=$(date -u -d '-{DAYS} days' +%Y-%m-%dT%H:%M:%S+00:00)
exec {shlex.quote(sys.executable)} -m airflow db clean --tables {TABLES} --clean-before-timestamp "$before" --skip-archive --yes
"""
DELETED_RUNS = """
[ -n "$CHURNFLOW_MLFLOW_GC" ] || { echo "CHURNFLOW_MLFLOW_GC is not set: deleted runs are left alone"; exit 99; }
exec bash -c "$CHURNFLOW_MLFLOW_GC"
"""


@task
def airflow_logs() -> int:
    """How many log files were removed."""
    from airflow.sdk.configuration import conf

    return clean_files(Path(conf.get("logging", "base_log_folder")), time.time() - DAYS * DAY_SECONDS)


with DAG(
    dag_id="churnflow_housekeeping",
    description="Removes run folders, logs, database rows and deleted runs that are past their time.",
    doc_md=page(__doc__),
    schedule=at("30 4 * * *"),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    access_control=access_to("housekeeping"),
    on_failure_callback=failed(""),
    dagrun_timeout=timedelta(hours=4),
    tags=["churnflow", "housekeeping"],
    default_args={"owner": "churnflow", "execution_timeout": timedelta(hours=1), **RETRY},
):
    folders = [run_folders.override(task_id=f"run_folders_{p.name}")(p.name, p.run_folders_days) for p in PIPELINES]
    archives = [predictions.override(task_id=f"predictions_{p.name}")(p.name, p.predictions_days) for p in PIPELINES]
    rows = BashOperator(task_id="airflow_rows", bash_command=ROWS, append_env=True, env={})
    deleted = BashOperator(task_id="mlflow_deleted_runs", bash_command=DELETED_RUNS, append_env=True, env={})
    check_conf() >> [*folders, *archives, airflow_logs(), rows, deleted]
