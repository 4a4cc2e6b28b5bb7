"""The Docker runner, as far as it goes without an engine; tests/compose runs it with one."""

from __future__ import annotations

import json
import re
from inspect import signature
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.sdk.execution_time.supervisor import WatchedSubprocess
from dag_support import DAGS, load_bag, pinned
from docker.errors import NotFound
from small_engine import SmallEngine

from churnflow_dags.home import run_folder
from churnflow_dags.job import job, job_for_each

PROXY = DAGS.parent / "airflow" / "docker-proxy" / "haproxy.cfg"
SETTINGS = {
    "CHURNFLOW_RUNNER": "docker",
    "CHURNFLOW_PROJECT": "churnflow",
    "CHURNFLOW_JOB_IMAGE": "churnflow-job:latest",
    "CHURNFLOW_JOB_NETWORK": "churnflow-jobs",
    "CHURNFLOW_JOB_VOLUME": "churnflow-shared",
    "CHURNFLOW_JOB_MEMORY": "2g",
    "CHURNFLOW_JOB_CPUS": "1.5",
    "DOCKER_HOST": "tcp://127.0.0.1:1",
}


@pytest.fixture
def docker(monkeypatch, tmp_path):
    for name, value in (SETTINGS | {"CHURNFLOW_HOME": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def engine(docker, monkeypatch):
    with SmallEngine() as small:
        monkeypatch.setenv("DOCKER_HOST", small.address)
        yield small
        small.shutdown()


def at(engine, word, happens):
    """Lets something happen once, just before the engine answers a request."""

    def before(words):
        if words == word:
            engine.before = lambda _: None
            happens()

    engine.before = before


def instance(**changes):
    named = {"dag_id": "d", "run_id": "manual__2026-11-24T00:00:00+00:00", "task_id": "t", "map_index": -1}
    return SimpleNamespace(**{**named, **changes})


@pytest.mark.usefixtures("docker")
def test_all_dags_load_with_it():
    bag = load_bag()
    assert bag.import_errors == {}
    assert type(bag.dags["telco_churn_inference"].get_task("publish_predictions")).__name__ == "DockerJob"


@pytest.mark.usefixtures("docker")
def test_a_missing_setting_is_named(monkeypatch):
    monkeypatch.delenv("CHURNFLOW_JOB_VOLUME")
    assert any("CHURNFLOW_JOB_VOLUME: expected a value" in message for message in load_bag().import_errors.values())


@pytest.mark.usefixtures("docker")
@pytest.mark.parametrize("text", ["two", "0", "-1", "nan", "inf"])
def test_a_setting_that_is_no_number_is_named(monkeypatch, text):
    monkeypatch.setenv("CHURNFLOW_JOB_CPUS", text)
    with pytest.raises(AirflowException, match=f"CHURNFLOW_JOB_CPUS: expected a number above 0, found '{text}'"):
        job("predict", "telco_churn")


@pytest.mark.usefixtures("docker")
def test_the_container_is_asked_for_in_the_form_that_the_proxy_lets_through(monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "of MLflow")
    monkeypatch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", "of Airflow")
    hostile = '$(x) `x` "; x #\'\\", "Privileged": true ü\n'
    text = json.dumps(job("predict", "telco_churn", env={"CHURNFLOW_INPUT": hostile})._config())
    (form,) = re.findall(r"acl form +req\.body -m reg '(.*)'", PROXY.read_text(encoding="utf-8"))
    assert re.search(form, text)
    asked = json.loads(text)
    assert f"CHURNFLOW_INPUT={hostile}" in asked["Env"]
    assert "MLFLOW_TRACKING_PASSWORD=of MLflow" in asked["Env"]
    assert "of Airflow" not in text
    assert (asked["HostConfig"]["Memory"], asked["HostConfig"]["NanoCpus"]) == (2 * 2**30, 1_500_000_000)
    for more in ('"Privileged": true, ', '"hostconfig": {}, ', '"Cmd": ["sh"], '):
        assert not re.search(form, text.replace('"Labels"', more + '"Labels"'))
        assert not re.search(form, text.replace('"NetworkMode"', more + '"NetworkMode"'))


def test_the_proxy_speaks_no_version_in_which_a_start_has_a_configuration():
    paths = dict(re.findall(r'acl (\w+) +path -m reg "(.*)"', PROXY.read_text(encoding="utf-8")))
    assert set(paths) == {"about", "create", "look", "steer", "remove"}
    job = "/containers/churnflow-job-predict-0123456789abcdef"
    ends = {"about": "/version", "create": "/containers/create", "look": f"{job}/json", "steer": f"{job}/start", "remove": job}
    for name, path in paths.items():
        pattern = path.replace("\\\\", "\\").replace("\\$", "$").replace("${CHURNFLOW_PROJECT}", "churnflow")
        assert all(re.fullmatch(pattern, f"/v{version}{ends[name]}") for version in ("1.24", "1.41", "1.99"))
        assert not any(re.fullmatch(pattern, f"/v{version}{ends[name]}") for version in ("1.9", "1.23", "1.024", "1.240"))


@pytest.mark.usefixtures("docker")
def test_a_containers_name_is_the_task_instances_and_passes_the_proxy():
    task = job("load-data", "telco_churn")
    one = task._name(instance())
    assert one == task._name(instance(try_number=2))
    assert len({one, *(task._name(instance(**{k: v})) for k, v in [("run_id", "r"), ("task_id", "x"), ("map_index", 0)])}) == 4
    assert re.fullmatch(r"churnflow-job-[a-z-]+-[0-9a-f]{16}", one)


@pytest.mark.usefixtures("docker")
def test_a_mapped_job_finds_its_key():
    from churnflow_dags.docker_job import DockerJob

    options = {"task_id": "t", "job": "train-model", "env": {}, "key_variable": "CHURNFLOW_ALGORITHM", "key": "random-forest"}
    assert "CHURNFLOW_ALGORITHM=random-forest" in DockerJob(**options)._config()["Env"]
    mapped = job_for_each("train-model", "telco_churn", variable="CHURNFLOW_ALGORITHM", values=["a"])
    assert mapped.operator_class is DockerJob


def test_a_try_removes_what_an_earlier_one_has_left_and_its_own_container(engine):
    engine.create()
    assert job("predict", "telco_churn").execute({"ti": instance()}) == {"rows": 1}
    assert (engine.made, engine.container) == (2, None)


@pytest.mark.parametrize("word", ["start", "logs"])
def test_a_try_that_was_cut_off_leaves_the_next_ones_container_alone(engine, word):
    at(engine, word, engine.create)
    with pytest.raises(AirflowException, match="found it taken away"):
        job("predict", "telco_churn").execute({"ti": instance()})
    assert engine.container == f"{2:064x}"
    assert "stop" not in engine.asked


def test_a_cancelled_try_that_was_cut_off_leaves_the_next_ones_container_alone(engine):
    task = job("predict", "telco_churn")

    def cut_off_and_cancelled():
        engine.create()
        task.on_kill()

    at(engine, "logs", cut_off_and_cancelled)
    with pytest.raises(AirflowException, match="found it taken away"):
        task.execute({"ti": instance()})
    assert engine.container == f"{2:064x}"
    assert "stop" not in engine.asked


@pytest.mark.parametrize("word", ["remove", "create"])
def test_a_try_that_is_cancelled_before_its_container_is_there_starts_none(engine, word):
    task = job("predict", "telco_churn")
    at(engine, word, task.on_kill)
    with pytest.raises(AirflowException, match="cancelled before it began"):
        task.execute({"ti": instance()})
    assert "start" not in engine.asked
    assert engine.container is None


def test_a_cancelled_job_is_stopped_before_airflow_kills_its_task(engine):
    from churnflow_dags.docker_job import STOP_SECONDS

    task = job("predict", "telco_churn")
    at(engine, "logs", task.on_kill)
    with pytest.raises(NotFound):
        task.execute({"ti": instance()})
    assert "remove" in engine.asked[engine.asked.index("stop") :]
    assert engine.container is None
    assert signature(WatchedSubprocess.kill).parameters["escalation_delay"].default > STOP_SECONDS + 1


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The pipeline's file."""
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(tmp_path / "own"))
    return tmp_path / "own" / "telco_churn.yaml"


def image(engine, run_id):
    """Of which image a task of this run gets its container."""
    job("predict", "telco_churn", env={"CHURNFLOW_RUN_ID": run_id}).execute({"ti": instance(run_id=run_id)})
    return engine.configured["Image"]


def test_a_release_is_the_tag_of_the_image(engine, file):
    engine.images.add("churnflow-job:0.2.0")
    pinned(file, "")
    assert image(engine, "r1") == "churnflow-job:latest"
    pinned(file, "release: 0.2.0")
    assert image(engine, "r1") == "churnflow-job:0.2.0"
    pinned(file, "")
    assert image(engine, "r1") == "churnflow-job:latest"


def test_a_run_that_has_begun_keeps_its_image(engine, file, tmp_path):
    engine.images |= {"churnflow-job:0.1.0", "churnflow-job:0.2.0"}
    runs = tmp_path / "runs" / "telco_churn"
    pinned(runs / run_folder("with none") / "pipeline.yaml", "")
    pinned(runs / run_folder("with 0.1.0") / "pipeline.yaml", "release: 0.1.0")
    pinned(file, "release: 0.2.0")
    assert image(engine, "with none") == "churnflow-job:latest"
    assert image(engine, "with 0.1.0") == "churnflow-job:0.1.0"
    assert image(engine, "begun now") == "churnflow-job:0.2.0"


def test_a_release_whose_image_is_not_there_fails_at_once_and_is_named(engine, file):
    pinned(file, "release: 0.3.0")
    with pytest.raises(AirflowFailException, match=r"image churnflow-job:0\.3\.0, .*No such image: churnflow-job:0\.3\.0"):
        image(engine, "r1")


def test_the_image_of_a_release_passes_the_proxy(engine, file):
    engine.images.add("churnflow-job:0.2.0-rc.1")
    pinned(file, "release: 0.2.0-rc.1")
    asked = image(engine, "r1")
    settings = PROXY.read_text(encoding="utf-8")
    (form,) = re.findall(r"acl form +req\.body -m reg '(.*)'", settings)
    assert re.search(form, json.dumps(engine.configured))
    (images,) = re.findall(r"acl image .* -m reg \"(.*)\"", settings)
    images = images.replace("${CHURNFLOW_JOB_REPOSITORY}", "churnflow-job").replace("\\$", "$")
    assert re.search(images, asked)
    assert not re.search(images, f"other/{asked}")


def test_the_result_is_found_behind_any_number_of_warnings_and_in_pieces(engine):
    result = json.dumps({"rows": 1, "note": "x" * 40_000}).encode() + b"\n"
    pieces = [
        ("stdout", result[:16_384]),
        ("stderr", b"{a warning}\n"),
        ("stdout", result[16_384:32_768]),
        ("stdout", result[32_768:]),
    ]
    engine.said = [("stdout", b"{}\n"), *pieces, *[("stderr", b"a warning\n")] * 50]
    assert job("predict", "telco_churn").execute({"ti": instance()})["rows"] == 1


def test_lines_are_put_together_from_pieces():
    from churnflow_dags.docker_job import lines

    assert list(lines([b"on", b"e\ntwo\n\nth", b"ree"])) == [b"one", b"two", b"", b"three"]
    assert list(lines([])) == []
