"""A page of evidence says how its tests have ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.places import ROOT

CONFTEST = """
from pathlib import Path
import pytest
from tests.conftest import pytest_configure
from tests.support import evidence

evidence.EVIDENCE = Path(__file__).parent / "evidence"
evidence.ROOT = Path(__file__).parent

@pytest.fixture(scope="module")
def table(request):
    with evidence.collected(request, "page", "Title", "Text.", ("what", "result")) as rows:
        yield rows
"""
TESTS = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_good(table, number):
    table.append((f"row {number}", "seen"))

def test_bad(table):
    assert False

@pytest.fixture
def broken(table):
    yield
    raise OSError

def test_bad_in_the_end(broken):
    pass

def test_left_out(table):
    pytest.skip("no tool here")
"""


def page(folder: Path, *words: str, conftest: str = CONFTEST, tests: str = TESTS) -> str:
    """What a session of these tests writes; the tests of another module are not counted."""
    (folder / "conftest.py").write_text(conftest)
    (folder / "test_shown.py").write_text(tests)
    (folder / "test_other.py").write_text("def test_other():\n    assert False\n")
    variables = os.environ | {"PYTHONPATH": str(ROOT), "CHURNFLOW_EVIDENCE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), *words, str(folder)]
    subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=False)
    return (folder / "evidence" / "page.md").read_text()


def test_it_counts_and_names_what_failed(tmp_path: Path) -> None:
    said = page(tmp_path)
    assert "- tests: 2 passed, 2 failed, 1 skipped\n" in said
    assert "- failed: `test_shown.py::test_bad`\n- failed: `test_shown.py::test_bad_in_the_end`\n" in said
    assert "- skipped: 1: no tool here\n" in said
    assert "| row 2 | seen |" in said


def test_it_says_what_was_not_run(tmp_path: Path) -> None:
    assert "- tests: 2 passed, 1 failed, 2 not run\n" in page(tmp_path, "--exitfirst", "-k", "not other")


def test_it_may_be_about_some_of_the_tests(tmp_path: Path) -> None:
    some = CONFTEST.replace('"result"))', '"result"), of="[2")')
    assert "- tests: 1 passed, 0 failed\n" in page(tmp_path, conftest=some)


def test_it_names_no_more_than_twenty_that_failed(tmp_path: Path) -> None:
    tests = "import pytest\n\n@pytest.mark.parametrize('number', range(23))\ndef test_bad(table, number):\n    assert False\n"
    said = page(tmp_path, tests=tests)
    assert said.count("- failed: `") == 20
    assert "- failed: 3 more\n" in said
