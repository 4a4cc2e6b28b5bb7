"""What docker-compose.airflow.yml promises, read from the file; `make compose-demo` shows that it runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

REPO = Path(__file__).resolve().parents[2]
TEXT = (REPO / "docker-compose.airflow.yml").read_text(encoding="utf-8")
SERVICES = yaml.safe_load(TEXT)["services"]
ONCE = {"init"}
SECRET = re.compile(r"\$\{([A-Z_]*(?:PASSWORD|SECRET|KEY)[A-Z_]*)([^}]*)\}")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_starts_again_and_has_a_limit_and_a_health_check(name):
    service = SERVICES[name]
    assert "mem_limit" in service
    if name not in ONCE:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_only_web_pages_are_published_and_on_this_machine_alone(name):
    ports = SERVICES[name].get("ports", [])
    assert not ports or name in {"api-server", "mlflow", "flower"}
    assert all(port.startswith("${CHURNFLOW_BIND:-127.0.0.1}:") for port in ports)


def test_no_secret_has_a_default():
    from_cloud = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}  # empty unless artifacts go to S3
    asked = [(name, rest) for name, rest in SECRET.findall(TEXT) if name not in from_cloud]
    assert len(asked) >= 12
    assert {name for name, rest in asked if rest != ":?run make secrets"} == set()


def test_images_have_tags():
    assert all(re.search(r":[^/]+$", service["image"]) for service in SERVICES.values())


def test_secrets_are_made_once_for_the_owner_only_and_complete(tmp_path):
    file = tmp_path / ".env"
    file.write_text("REDIS_PASSWORD=mine")
    make = [sys.executable, str(REPO / "airflow/bin/make_secrets.py"), str(file)]
    subprocess.run(make, check=True, capture_output=True)
    first = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    kept = dict(line.split("=", 1) for line in first.splitlines())
    assert kept["REDIS_PASSWORD"] == "mine"
    assert {name for name, rest in SECRET.findall(TEXT) if rest.startswith(":?")} <= set(kept)
    assert len(set(kept.values())) == len(kept)
    subprocess.run(make, check=True, capture_output=True, env={**os.environ})
    assert file.read_text() == first
