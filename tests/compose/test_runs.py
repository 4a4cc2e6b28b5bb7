"""The runs in containers: they succeed over all workers, and leave the bytes that the embedded stack leaves."""

from __future__ import annotations

import re

import pytest

from tests.compose.chain import INFERENCE, LARGE_ROWS, Chain
from tests.support import evidence
from tests.support.containers import PROJECT, Containers

SAME = (".onnx", ".csv", ".arrow", ".bin", ".svg", "split.json", "validation.json", "pipeline.yaml")
"""Files of a run that hold no time and no address."""

ASK = """
import docker, json, os, sys
engine = docker.APIClient(os.environ["DOCKER_HOST"], timeout=10)
def post(path, **more):
    answer = engine._post(engine.base_url + path, **more)
    engine._raise_for_status(answer)
    return answer.status_code
try:
    print(json.dumps(eval(sys.argv[1])))
except docker.errors.APIError as error:
    print(error.status_code, error.explanation)
"""
HTTP_2 = """
import socket
proxy = socket.create_connection(("docker-proxy", 2375), timeout=10)
proxy.sendall(b"PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n")
print(proxy.recv(12).decode(errors="replace"))
"""
WISHED = """
import json, sys
sys.path.insert(0, "dags")
from churnflow_dags.docker_job import DockerJob
print(json.dumps(DockerJob(task_id="predict", job="predict", env={"CHURNFLOW_PIPELINE": "telco_churn"})._config()))
"""
"""What a job's container is really asked for with."""
NAME = f"{PROJECT}-job-predict-0123456789abcdef"


def test_the_runs_succeed_on_all_workers(stack: Containers, undisturbed: Chain, table: evidence.Table) -> None:
    tasks = [task for dag, run in undisturbed.runs for task in stack.airflow.tasks(dag, run)]
    hosts = {task["hostname"] for task in tasks if task["hostname"]}
    assert {task["try_number"] for task in tasks if task["state"] == "success"} == {1}
    table.append(("host names in the task instances", ", ".join(sorted(hosts)), ""))
    assert len(hosts) == len(stack.containers("worker")) == 2


def test_model_and_predictions_are_the_bytes_of_the_embedded_stack(
    stack: Containers, undisturbed: Chain, embedded: dict[str, str], table: evidence.Table
) -> None:
    here, there = comparable(stack.digests()), comparable(embedded)
    table.append(("files with the bytes of the embedded stack's", f"{len(here.items() & there.items())}", ""))
    assert sum(path.endswith("model.onnx") for path in here) == 3
    assert sum(path.startswith("predictions/") for path in here) == 4  # twice predictions.csv, scored.arrow
    assert here == there


def test_a_large_table_is_scored_in_parts_by_all_workers(stack: Containers, undisturbed: Chain, table: evidence.Table) -> None:
    """To the bytes of the embedded stack's one part, as the test above shows."""
    parts = [task for task in stack.airflow.tasks(INFERENCE, undisturbed.large) if task["task_id"] == "predict"]
    hosts = {task["hostname"] for task in parts}
    table.append((f"{LARGE_ROWS:,} customers: parts, workers that had them", f"{len(parts)}, {len(hosts)}", ""))
    assert {task["rendered_map_index"] for task in parts} == {"1/3", "2/3", "3/3"}
    assert len(hosts) == 2


def comparable(digests: dict[str, str]) -> dict[str, str]:
    """Of the undisturbed runs alone, since other tests make more; not the parts, of which there are as many as workers want."""
    return {
        path: digest for path, digest in digests.items() if path.endswith(SAME) and "/same_" in path and "/predict/" not in path
    }


def test_a_job_is_logged_where_airflow_shows_it(stack: Containers, undisturbed: Chain) -> None:
    log = stack.airflow.log(*undisturbed.runs[2], "publish_predictions")
    assert '"rows"' in log
    assert ("The container" in log) == (stack.runner == "docker")
    assert stack.secrets["MLFLOW_JOBS_PASSWORD"] not in log


@pytest.mark.parametrize(
    "wish",
    [
        "engine.containers()",
        "engine.images()",
        "engine.inspect_container('{postgres}')",
        "engine.inspect_container('{project}-postgres-1')",
        "engine.logs('{project}-postgres-1')",
        "engine.kill('{name}')",
        "engine.exec_create('{name}', 'id')",
        "engine.remove_container('{project}-postgres-1', force=True)",
        "engine.create_container('churnflow-job:latest', name='{name}')",
        "engine.create_container('churnflow-job:latest', name='{name}', host_config={{'Privileged': True}})",
        "engine.create_container('debian:bookworm-slim', 'id', name='{name}', host_config={{'Binds': ['/:/host']}})",
        "post('/v1.23/containers/{name}/start', json={{'Binds': ['/:/host'], 'Privileged': True}})",
        "post('/v1.23/containers/{name}/start')",
        "post('/v1.24/containers/{name}/start', json={{'Privileged': True}})",
        "post('/v1.24/containers/{name}/start', data=iter([b'{{}}']))",
    ],
)
def test_a_worker_can_ask_the_engine_for_jobs_only(stack: Containers, undisturbed: Chain, wish: str) -> None:
    if stack.runner != "docker":
        pytest.skip("only with the Docker runner do workers reach an engine")
    (postgres,) = stack.containers("postgres")
    said = stack.in_worker("python", "-c", ASK, wish.format(postgres=postgres, project=PROJECT, name=NAME))
    assert said.startswith("403 the Docker proxy lets only jobs of this stack through"), said


def test_the_proxy_speaks_no_http_2_where_a_body_could_hide(stack: Containers) -> None:
    if stack.runner != "docker":
        pytest.skip("only with the Docker runner do workers reach an engine")
    assert stack.in_worker("python", "-c", HTTP_2).strip() == "HTTP/1.1 400"


def wished_by(stack: Containers) -> str:
    """The configuration as a worker would send it."""
    return stack.in_worker("python", "-c", WISHED).splitlines()[-1]


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("Image", "debian:bookworm-slim"),
        ("Image", "other/churnflow-job:0.1.0"),
        ("NetworkMode", f"{PROJECT}"),
        ("Source", f"{PROJECT}_postgres"),
    ],
    ids=["image", "repository", "network", "volume"],
)
def test_a_worker_can_ask_for_jobs_of_this_image_network_and_volume_only(
    stack: Containers, undisturbed: Chain, key: str, other: str
) -> None:
    if stack.runner != "docker":
        pytest.skip("only with the Docker runner do workers reach an engine")
    wished, changes = re.subn(f'"{key}": "[^"]*"', f'"{key}": "{other}"', wished_by(stack))
    assert changes == 1
    said = stack.in_worker(
        "python", "-c", ASK, f"engine.create_container_from_config(json.loads(sys.argv[2]), {NAME!r})", wished
    )
    assert said.startswith("403 the Docker proxy lets only jobs of this stack through"), said


def test_a_worker_can_start_a_job(stack: Containers, undisturbed: Chain) -> None:
    if stack.runner != "docker":
        pytest.skip("only with the Docker runner do workers reach an engine")
    steps = (
        f"[engine.create_container_from_config(json.loads(sys.argv[2]), {NAME!r})['Id'][:0], engine.start({NAME!r}), "
        f"engine.wait({NAME!r})['StatusCode'], engine.remove_container({NAME!r})]"
    )
    said = stack.in_worker("python", "-c", ASK, steps, wished_by(stack))
    assert said.strip() == '["", null, 2, null]', said  # exit code 2: no run folder is named


def test_without_jobs_in_containers_no_engine_is_reached(stack: Containers) -> None:
    running = stack.containers("docker-proxy")
    assert len(running) == (1 if stack.runner == "docker" else 0)
