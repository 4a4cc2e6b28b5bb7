"""What docker-compose.airflow.yml promises, read from the file; `make compose-demo` shows that it runs."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import compose_demo
import pytest
import yaml
from churnflow_stack import rest

REPO = Path(__file__).resolve().parents[2]
TEXT = (REPO / "docker-compose.airflow.yml").read_text(encoding="utf-8")
SERVICES = yaml.safe_load(TEXT)["services"]
ONCE = {"init"}
SECRET = re.compile(r"\$\{(?!CHURNFLOW_)([A-Z_]*(?:PASSWORD|SECRET|KEY|TOKEN)[A-Z_]*)([^}]*)\}")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_starts_again_and_has_a_limit_and_a_health_check(name):
    service = SERVICES[name]
    assert "mem_limit" in service
    if name not in ONCE:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"]


class Answering(http.server.BaseHTTPRequestHandler):
    """Answers everything with the server's `status`."""

    def do_GET(self):
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *words):
        pass


def health_of(name, port):
    """What the service's health check says of what listens at `port`; None where Docker would have to end it."""
    place = {"serving": "8000", "tls-proxy": "8404"}[name]
    _, program, *words = SERVICES[name]["healthcheck"]["test"]
    program = {"python": sys.executable}.get(program, program)
    words = [word.replace(place, str(port)).replace("$$", "$") for word in words]
    try:
        return subprocess.run([program, *words], capture_output=True, timeout=4).returncode == 0
    except subprocess.TimeoutExpired:
        return None


@pytest.mark.parametrize(
    ("name", "status", "well"),
    [
        ("serving", 200, True),
        ("serving", 503, True),
        ("serving", 500, False),
        ("tls-proxy", 200, True),
        ("tls-proxy", 503, False),
    ],
)
def test_a_health_check_asks_for_an_answer(name, status, well):
    with http.server.HTTPServer(("127.0.0.1", 0), Answering) as server:
        server.status = status
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert health_of(name, server.server_port) is well
        server.shutdown()


@pytest.mark.parametrize("name", ["serving", "tls-proxy"])
def test_what_only_takes_connections_is_not_well(name):
    """As the kernel does it for a stopped process."""
    with socket.create_server(("127.0.0.1", 0)) as stopped:
        assert not health_of(name, stopped.getsockname()[1])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_only_web_pages_are_published_and_on_this_machine_alone(name):
    ports = SERVICES[name].get("ports", [])
    assert not ports or name in {"api-server", "mlflow", "flower", "serving", "tls-proxy"}
    assert all(re.match(r"\$\{CHURNFLOW_(TLS_)?BIND:-127\.0\.0\.1\}:", port) for port in ports)


def test_other_machines_find_airflow_at_its_public_address(tmp_path):
    url = "https://airflow.example.org"
    assert understood(tmp_path, "")["worker"]["environment"]["CHURNFLOW_AIRFLOW_URL"] == "http://127.0.0.1:8080"
    found = understood(tmp_path, f"CHURNFLOW_AIRFLOW_URL={url}\n")
    assert found["api-server"]["environment"]["AIRFLOW__API__BASE_URL"] == url
    assert found["worker"]["environment"]["CHURNFLOW_AIRFLOW_URL"] == url


def test_links_lead_to_where_people_reach_mlflow(tmp_path):
    assert understood(tmp_path, "")["worker"]["environment"]["CHURNFLOW_MLFLOW_URL"] == "http://127.0.0.1:5000"
    found = understood(tmp_path, "CHURNFLOW_MLFLOW_PORT=5001\n")
    assert found["worker"]["environment"]["CHURNFLOW_MLFLOW_URL"] == "http://127.0.0.1:5001"


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\$\{(CHURNFLOW_[A-Z_]+):-", TEXT))))
def test_every_setting_is_documented(name):
    page = (REPO / "docs/compose.md").read_text(encoding="utf-8")
    assert f"`{name}`" in page


def test_no_secret_has_a_default():
    asked = SECRET.findall(TEXT)
    assert len(asked) >= 12
    assert {name for name, rest in asked if rest != ":?run make secrets"} == set()


def understood(folder, env_file, **given):
    """What compose makes of the file with this .env and these variables."""
    if shutil.which("docker") is None or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("docker compose is not installed here")
    file = folder / ".env"
    file.write_text("".join(f"{name}=x\n" for name, rest in SECRET.findall(TEXT) if rest.startswith(":?")) + env_file)
    command = ["docker", "compose", "--env-file", str(file), "--file", str(REPO / "docker-compose.airflow.yml")]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CHURNFLOW_", "AWS_", "MLFLOW_"))}
    said = subprocess.run([*command, "config", "--format", "json"], capture_output=True, check=True, env=kept | given)
    return json.loads(said.stdout)["services"]


def test_settings_of_s3_are_handed_on_only_where_they_are_set(tmp_path):
    mlflow = understood(tmp_path, "AWS_SESSION_TOKEN=of the file\n", AWS_ACCESS_KEY_ID="a")["mlflow"]["environment"]
    given = {name: value for name, value in mlflow.items() if name.startswith(("AWS_", "MLFLOW_S3")) and value is not None}
    assert given == {"AWS_ACCESS_KEY_ID": "a", "AWS_SESSION_TOKEN": "of the file"}


TELEMETRY = re.compile(r"^  ((?:OTEL_|OPENLINEAGE_|AIRFLOW__(?:METRICS|TRACES|OPENLINEAGE)__)[A-Z_]+):(.*)$", re.MULTILINE)


def test_telemetry_is_off_and_its_settings_are_documented():
    page = (REPO / "docs/telemetry.md").read_text(encoding="utf-8")
    settings = dict(TELEMETRY.findall(TEXT))
    assert {"AIRFLOW__METRICS__OTEL_ON", "AIRFLOW__TRACES__OTEL_ON", "OPENLINEAGE_URL"} <= set(settings)
    assert [name for name in settings if f"`{name}`" not in page] == []
    given = {name: value for name, value in settings.items() if value}
    assert set(given) == {"OTEL_SERVICE_NAME", "OTEL_TRACES_EXPORTER", "AIRFLOW__OPENLINEAGE__NAMESPACE"}


def test_both_stacks_have_the_same_settings_of_telemetry():
    embedded = re.findall(r"^(.+)=(.+)$", (REPO / "airflow/settings.env").read_text(encoding="utf-8"), re.MULTILINE)
    defaults = re.findall(r"^  ([A-Z_]+): \$\{\1:-(.+)\}$", TEXT, re.MULTILINE)
    names = dict(TELEMETRY.findall(TEXT))
    assert {pair for pair in embedded if pair[0] in names} == {pair for pair in defaults if pair[0] in names}


@pytest.mark.parametrize("name", sorted(name for name, service in SERVICES.items() if "churnflow-" not in service["image"]))
def test_a_foreign_image_is_not_run_as_root(name):
    service = SERVICES[name]
    if name == "postgres":  # starts as root, to give its user the volume, and can do little else meanwhile
        assert service["cap_drop"] == ["ALL"]
        assert set(service["cap_add"]) == {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}
        assert service["security_opt"] == ["no-new-privileges:true"]
    else:
        assert service["user"] not in {"root", "0"}


@pytest.mark.parametrize(
    "file", sorted(REPO.glob("*/Dockerfile")) + sorted(REPO.glob("*/*/Dockerfile")), ids=lambda file: file.parent.name
)
def test_an_image_of_ours_is_not_run_as_root(file):
    last_stage = file.read_text(encoding="utf-8").rpartition("\nFROM ")[2]
    users = re.findall(r"^USER (.+)$", last_stage, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}


AIRFLOWS = {"init", "api-server", "scheduler", "dag-processor", "triggerer"}
HOLDERS = {
    "AIRFLOW__API__SECRET_KEY": {"api-server"},
    "AIRFLOW__API_AUTH__JWT_SECRET": {"api-server", "scheduler"},
    "AIRFLOW__CORE__FERNET_KEY": AIRFLOWS,
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": AIRFLOWS | {"worker"},
    "AIRFLOW__CELERY__BROKER_URL": AIRFLOWS | {"worker", "flower"},
    "AIRFLOW__CELERY__RESULT_BACKEND": AIRFLOWS | {"worker", "flower"},
    "AIRFLOW__CELERY__FLOWER_BASIC_AUTH": {"flower"},
    "AIRFLOW_ADMIN_PASSWORD": {"init"},
    "AIRFLOW_CONN_SMTP_DEFAULT": {"worker", "dag-processor"},
    "AIRFLOW_DB_PASSWORD": {"postgres"},
    "AWS_SECRET_ACCESS_KEY": {"mlflow"},
    "AWS_SESSION_TOKEN": {"mlflow"},
    "CELERY_DB_PASSWORD": {"postgres"},
    "CHURNFLOW_AIRFLOW_DB": {"worker"},
    "CHURNFLOW_MLFLOW_AUTH_DB": {"mlflow"},
    "CHURNFLOW_NOTIFY_WEBHOOK_TOKEN": {"worker", "dag-processor"},
    "CHURNFLOW_SERVING_TOKEN": {"serving"},
    "MLFLOW_ADMIN_PASSWORD": {"init"},
    "MLFLOW_AUTH_ADMIN_PASSWORD": {"mlflow"},
    "MLFLOW_BACKEND_STORE_URI": {"mlflow"},
    "MLFLOW_DB_PASSWORD": {"postgres"},
    "MLFLOW_FLASK_SERVER_SECRET_KEY": {"mlflow"},
    "MLFLOW_SERVING_PASSWORD": {"init"},
    "MLFLOW_TRACKING_PASSWORD": {"init", "worker", "serving"},
    "OPENLINEAGE_API_KEY": AIRFLOWS | {"worker"},
    "OTEL_EXPORTER_OTLP_HEADERS": AIRFLOWS | {"worker"},
    "POSTGRES_PASSWORD": {"postgres"},
    "REDIS_PASSWORD": {"redis"},
}
"""Which containers have a variable that is a secret, or has one in it."""


@pytest.mark.parametrize("variable", HOLDERS)
def test_a_secret_is_given_only_to_what_needs_it(variable):
    assert {name for name, service in SERVICES.items() if variable in service.get("environment", {})} == HOLDERS[variable]


def test_every_secret_of_the_file_has_its_holders_named():
    given = {name: str(value) for service in SERVICES.values() for name, value in service.get("environment", {}).items()}
    telling = re.compile(r"PASSWORD|SECRET|TOKEN|API_KEY|HEADERS")
    secrets = {name for name, value in given.items() if "run make secrets" in value or telling.search(name)}
    assert secrets - HOLDERS.keys() == set()


def test_images_have_tags():
    assert all(re.search(r":[^/]+$", service["image"]) for service in SERVICES.values())


def test_the_tag_of_our_images_is_the_version():
    version = re.search(r"^  <version>(.+)</version>", (REPO / "pom.xml").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert set(re.findall(r"\$\{CHURNFLOW_TAG:-([^}]+)\}", TEXT)) == {version}
    assert not [service["image"] for service in SERVICES.values() if service["image"].endswith(("latest", "latest}"))]


def test_secrets_are_made_once_for_the_owner_only_and_complete(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# kept\nMLFLOW_COOKIE_KEY=\nFLOWER_PASSWORD=''\nREDIS_PASSWORD=mine")
    make = [sys.executable, str(REPO / "airflow/bin/make_secrets.py"), str(file)]
    subprocess.run(make, check=True, capture_output=True)
    first = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert first.splitlines()[:2] == ["# kept", "REDIS_PASSWORD=mine"]
    kept = dict(line.split("=", 1) for line in first.splitlines()[1:])
    assert kept["REDIS_PASSWORD"] == "mine"
    assert {name for name, rest in SECRET.findall(TEXT) if rest.startswith(":?")} <= set(kept)
    assert len(set(kept.values())) == len(kept)
    assert "" not in kept.values()
    assert len(first.splitlines()) == len(kept) + 1
    file.chmod(0o644)
    subprocess.run(make, check=True, capture_output=True, env={**os.environ})
    assert file.read_text() == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_demo_reads_the_password_as_compose_does(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("# mine\nAIRFLOW_ADMIN_PASSWORD = 'of mine'  # short\n")
    monkeypatch.setattr(compose_demo, "REPO", tmp_path)
    monkeypatch.setattr(rest, "airflow", lambda *given: given)
    assert compose_demo.containers().runs.api[1:] == ("admin", "of mine")
    (tmp_path / "vault.env").write_text("AIRFLOW_ADMIN_PASSWORD=of the vault\n")
    monkeypatch.setenv("COMPOSE_ENV_FILES", "vault.env")
    assert compose_demo.containers().runs.api[1:] == ("admin", "of the vault")
    monkeypatch.setenv("AIRFLOW_ADMIN_PASSWORD", "of the shell")
    assert compose_demo.containers().runs.api[1:] == ("admin", "of the shell")


def test_no_form_of_the_secrets_is_committed():
    ignored = subprocess.run(["git", "check-ignore", ".env", ".env.part"], cwd=REPO, capture_output=True, text=True)
    if ignored.returncode == 128:
        pytest.skip("this is no clone")
    assert ignored.stdout.split() == [".env", ".env.part"]


def test_no_file_with_a_password_is_in_a_volume():
    file = SERVICES["mlflow"]["environment"]["MLFLOW_AUTH_CONFIG_PATH"]
    assert not [volume for volume in SERVICES["mlflow"]["volumes"] if file.startswith(volume.split(":")[1] + "/")]
