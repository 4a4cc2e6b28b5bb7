"""The containers' settings: make and the shell win over .env, and of .env nothing but settings is passed on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
DOCKER = """#!/bin/sh
[ "$*" = "compose version" ] || [ "$*" = info ] && exit
printf 'docker'; printf ' <%s>' "$@"; echo
env
"""


@pytest.fixture
def said(tmp_path):
    """What a command says, where `docker` says only how it was called."""
    docker = tmp_path / "docker"
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    file = tmp_path / ".env"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CHURNFLOW_", "MAKE", "COMPOSE_"))}

    def asked(env_file, *words, **given):
        file.write_text(env_file)
        variables = {**kept, "PATH": f"{tmp_path}:{kept['PATH']}", "COMPOSE_ENV_FILES": str(file), **given}
        done = subprocess.run(words, cwd=REPO, env=variables, capture_output=True, text=True, check=True)
        call, *lines = done.stdout.splitlines()
        return call, dict(line.split("=", 1) for line in lines if "=" in line)

    return asked


READY = ("make", "compose-ready")


def test_a_setting_is_makes_then_the_shells_then_that_of_the_file(said):
    file = "CHURNFLOW_AIRFLOW_PORT=1\n"
    assert said(file, *READY)[1]["CHURNFLOW_AIRFLOW_PORT"] == "1"
    assert said(file, *READY, CHURNFLOW_AIRFLOW_PORT="2")[1]["CHURNFLOW_AIRFLOW_PORT"] == "2"
    assert said(file, *READY, "CHURNFLOW_AIRFLOW_PORT=3", CHURNFLOW_AIRFLOW_PORT="2")[1]["CHURNFLOW_AIRFLOW_PORT"] == "3"


def test_a_setting_that_nobody_has_made_is_not_there(said):
    _, variables = said("", *READY)
    assert [name for name in variables if name.startswith("CHURNFLOW_") and name != "CHURNFLOW_DOCKER_GROUP"] == []


def test_values_are_read_as_compose_reads_them(said):
    file = (
        "CHURNFLOW_TAG='a b' # c\nCHURNFLOW_BIND=\"0.0.0.0\"\nCHURNFLOW_WORKERS=3\nCHURNFLOW_WORKERS=4  # c\n#CHURNFLOW_X=1\n"
        "CHURNFLOW_JOB_CPUS = 2\nexport CHURNFLOW_JOB_MEMORY=$(id)\n"
    )
    _, variables = said(file, *READY)
    names = (
        "CHURNFLOW_TAG",
        "CHURNFLOW_BIND",
        "CHURNFLOW_WORKERS",
        "CHURNFLOW_X",
        "CHURNFLOW_JOB_CPUS",
        "CHURNFLOW_JOB_MEMORY",
    )
    assert [variables.get(name) for name in names] == ["a b", "0.0.0.0", "4", None, "2", "$(id)"]


def test_of_several_files_the_last_word_counts(said, tmp_path):
    other = tmp_path / "other.env"
    other.write_text("CHURNFLOW_WORKERS=5\n")
    files = f"{tmp_path / '.env'},{other}"
    _, variables = said("CHURNFLOW_WORKERS=4\nCHURNFLOW_BIND=0.0.0.0\n", *READY, COMPOSE_ENV_FILES=files)
    assert (variables["CHURNFLOW_WORKERS"], variables["CHURNFLOW_BIND"]) == ("5", "0.0.0.0")


def test_secrets_stay_in_the_file(said):
    _, variables = said("POSTGRES_PASSWORD=secret\nCHURNFLOW_WORKERS=3\nAIRFLOW_FERNET_KEY=secret\n", *READY)
    assert "secret" not in variables.values()


def test_the_file_chooses_runner_and_override_too(said):
    call, _ = said("CHURNFLOW_RUNNER=docker\nCHURNFLOW_COMPOSE_OVERRIDE='my $(id) file.yml'\n", *READY)
    assert "<--file> <my $(id) file.yml> <--profile> <docker> <config>" in call
    assert "<--profile>" not in said("", *READY)[0]


def test_the_group_is_that_of_the_socket_which_is_named(said, tmp_path):
    group = 4711 if os.getuid() == 0 else os.getgroups()[-1]
    socket = tmp_path / "docker.sock"
    socket.touch()
    os.chown(socket, -1, group)
    _, variables = said(f"CHURNFLOW_DOCKER_SOCKET={socket}\n", *READY)
    assert variables["CHURNFLOW_DOCKER_GROUP"] == str(group)
    _, variables = said("", *READY, CHURNFLOW_DOCKER_GROUP="4711")
    assert variables["CHURNFLOW_DOCKER_GROUP"] == "4711"


def test_images_are_built_under_the_tag_that_the_file_says(said):
    built, _ = said("CHURNFLOW_TAG=mine\n", "build/make-images")
    assert built.endswith("the image churnflow-mlflow:mine is built")
