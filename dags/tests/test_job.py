"""The operator, with real programs in place of the jars: exit codes, results, variables, cancelling."""

from __future__ import annotations

import json
import signal
import stat
import threading
import time

import psutil
import pytest
from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from dag_support import SAMPLE

from churnflow_dags.job import job


class Events(dict):
    """Stands where Airflow hands out the events of a task's outlets."""

    def __missing__(self, asset):
        self[asset] = type("Event", (), {"extra": None})()
        return self[asset]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a shell script as the job load-data, and returns its XCom."""
    monkeypatch.setenv("CHURNFLOW_JOBS", str(tmp_path))
    monkeypatch.setenv("CHURNFLOW_HOME", str(tmp_path / "home"))

    def run(script, context=None, **options):
        file = tmp_path / "bin" / "run-job"
        file.parent.mkdir(exist_ok=True)
        file.write_text("#!/bin/bash\n" + script, encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        task = job("load-data", "telco_churn", **options)
        return task.execute(context or {"outlet_events": Events()})

    return run


ERROR = "echo 'churnflow load-data: error: line 3, column tenure: expected a number, found x' >&2; "


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1, AirflowException),
        (2, AirflowFailException),
        (3, AirflowFailException),
        (4, AirflowException),
        (99, AirflowSkipException),
        (137, AirflowException),
    ],
)
def test_an_exit_code_becomes_its_exception_and_quotes_the_error_line(run, code, kind):
    with pytest.raises(AirflowException) as error:
        run(ERROR + f"echo 'WARNING: said by the JVM at its end'; exit {code}")
    assert type(error.value) is kind
    assert str(error.value).startswith(f"load-data ended with exit code {code} (")
    assert str(error.value).endswith("churnflow load-data: error: line 3, column tenure: expected a number, found x")


def test_a_killed_job_is_tried_again(run):
    with pytest.raises(AirflowException, match="exit code 137") as error:
        run("kill -KILL $$")
    assert not isinstance(error.value, AirflowFailException)


def test_a_job_that_fails_silently_is_quoted_with_its_last_line(run):
    with pytest.raises(AirflowFailException, match=r"the last words$"):
        run("echo the last words; exit 2")
    with pytest.raises(AirflowFailException, match="the job said nothing"):
        run("exit 2")


def test_the_result_is_the_last_line_that_is_json(run):
    assert run("""echo '{"rows": 1}'; echo '{"rows": 2, "warnings": ["ü"]}'; echo 'WARNING: late' >&2""") == {
        "rows": 2,
        "warnings": ["ü"],
    }


def test_success_without_a_result_is_an_error(run):
    with pytest.raises(AirflowException, match="expected a JSON object as its last line, found 'fine'"):
        run("echo fine")


def test_values_arrive_as_they_are_and_nothing_in_them_runs(run, tmp_path):
    hostile = f"$(touch {tmp_path}/x) `touch {tmp_path}/x` \"; touch {tmp_path}/x #'"
    result = run(
        """python3 -c 'import json, os; print(json.dumps({"value": os.environ["CHURNFLOW_INPUT"]}))'""",
        env={"CHURNFLOW_INPUT": hostile},
    )
    assert result["value"] == hostile
    assert not (tmp_path / "x").exists()


def test_a_job_inherits_what_it_needs_and_nothing_else(run, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "of MLflow")
    monkeypatch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", "of Airflow")
    monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", "of the mail server")
    monkeypatch.setenv("CHURNFLOW_NOTIFY_WEBHOOK_TOKEN", "of the hook")
    monkeypatch.setenv("OPENLINEAGE_API_KEY", "of the lineage")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "of the traces")
    monkeypatch.setenv("MLFLOW_FLASK_SERVER_SECRET_KEY", "of MLflow's cookies")
    monkeypatch.setenv("VAULT_TOKEN", "of the shell")
    monkeypatch.setenv("CHURNFLOW_REASON", "of nobody")
    seen = run("""python3 -c 'import json, os; print(json.dumps(dict(os.environ)))'""")
    assert seen["MLFLOW_TRACKING_PASSWORD"] == "of MLflow"
    assert not {"of Airflow", "of the mail server", "of the hook", "of the lineage", "of the traces"} & set(seen.values())
    assert not {"of MLflow's cookies", "of the shell", "of nobody"} & set(seen.values())


def test_without_the_jobs_folder_it_fails_at_once_and_says_so(run, monkeypatch):
    monkeypatch.delenv("CHURNFLOW_JOBS")
    with pytest.raises(AirflowFailException, match="CHURNFLOW_JOBS: expected the folder of the jobs"):
        run("echo '{}'")


def test_outlets_carry_the_result_and_the_wish_for_an_approval(run):
    asset, events = Asset(name="a", uri="churnflow://a/staging"), Events()
    run("""echo '{"version": "7"}'""", {"outlet_events": events}, outlets=[asset], event={"approval": "person"})
    assert events[asset].extra == {"version": "7", "approval": "person"}


def test_cancelling_ends_the_whole_process_group(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_JOBS", str(tmp_path))
    file = tmp_path / "bin" / "run-job"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/bash\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n", encoding="utf-8")
    file.chmod(0o755)
    task = job("load-data", "telco_churn")
    failures = []

    def execute():
        try:
            task.execute({"outlet_events": Events()})
        except AirflowException as error:
            failures.append(str(error))

    thread = threading.Thread(target=execute)
    thread.start()
    deadline = time.monotonic() + 10
    while not (tmp_path / "child").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.2)
    task.on_kill()
    thread.join(10)
    assert f"exit code {128 + signal.SIGTERM}" in failures[0]
    assert ends_within(int((tmp_path / "child").read_text()), seconds=5)


def ends_within(pid: int, seconds: float) -> bool:
    """A zombie has ended too: where process 1 is no init, nobody buries the orphan."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def test_an_unknown_job_is_refused():
    with pytest.raises(ValueError, match=r"expected one of .*load-data, .*, found 'drop-table'"):
        job("drop-table", "telco_churn")


def test_every_job_of_the_repository_can_be_run():
    from churnflow_dags.job import LIMITS

    modules = {p.parent.name for p in SAMPLE.parents[2].glob("jobs/*/pom.xml")} - {"lib"}
    assert set(LIMITS) == modules, json.dumps(sorted(modules))
