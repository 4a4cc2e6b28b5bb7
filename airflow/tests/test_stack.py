"""`stack.py` as a program: what it says, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

STACK = Path(__file__).resolve().parents[1] / "bin" / "stack.py"


@pytest.fixture
def called(tmp_path):
    """Starts it with words, for a stack that has never run."""
    ports = {"CHURNFLOW_AIRFLOW_PORT": "1", "CHURNFLOW_MLFLOW_PORT": "2"}
    variables = os.environ | ports | {"CHURNFLOW_VAR": str(tmp_path / "var")}

    def start(*words):
        command = [sys.executable, str(STACK), *words]
        return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return start


@pytest.mark.parametrize("verb", ["status", "logs"])
def test_who_has_seen_enough_is_told_nothing_more(called, verb):
    process = called(verb)
    process.stdout.close()
    process.stdout = None
    assert (process.communicate(timeout=60)[1], process.returncode) == ("", 0)


@pytest.mark.parametrize("words", [(), ("--follow",), ("--component=mlflow", "--follow")])
def test_logs_that_are_not_there_yet_are_not_waited_for(called, words):
    process = called("logs", *words)
    said, errors = process.communicate(timeout=60)
    assert (said.startswith("No logs"), errors, process.returncode) == (True, "", 0)
