"""GitHub's workflows keep to our rules: pinned actions, small permissions, no value in a shell as text, no secret's default."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build.jars import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
# What may be more than reading the repository, by workflow and job.
MORE = {("publish.yml", "publish"): {"contents": "write"}}

# By which a step may be left out, or fail without ending the job.
NOT_ALWAYS = {"if", "continue-on-error"}


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def workflow(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job.get("steps", [])


def expressions(value: Any) -> Iterator[str]:
    """All `${{ ... }}` in the texts of a part of a workflow."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from expressions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from expressions(inner)
    elif isinstance(value, str):
        yield from re.findall(r"\$\{\{(.*?)\}\}", value, re.DOTALL)


def test_there_are_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["images.yml", "publish.yml", "tests.yml"]


def test_actions_are_pinned_by_commit_and_say_which_version_that_is(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            pinned = re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
            ours = re.search(r"uses: (\./\.github/workflows/[\w-]+\.yml)$", line)
            assert pinned or (ours and (ROOT / ours[1]).is_file()), line


def test_permissions_are_the_least(path: Path, workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job.get("permissions", {}) == MORE.get((path.name, name), {}), name


def test_a_checkout_leaves_no_credentials_behind(workflow: dict[Any, Any]) -> None:
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_no_value_is_put_into_a_shell_as_text(workflow: dict[Any, Any]) -> None:
    """Values travel by environment variable; what a person who opens a pull request can write is not even that."""
    for step in steps(workflow):
        assert list(expressions(step.get("run"))) == [], step
        for expression in expressions(step):
            assert not re.search(r"github\.(event\.|head_ref)|inputs\.", expression), step


def test_no_workflow_runs_foreign_code_with_our_secrets(path: Path, workflow: dict[Any, Any]) -> None:
    triggers = workflow[True]  # YAML 1.1 reads the key `on` so
    assert "pull_request_target" not in triggers
    assert "workflow_run" not in triggers
    secrets = [one for one in expressions(workflow) if "secrets." in one or "github.token" in one]
    if "pull_request" in triggers:
        assert secrets == []
    assert [one for one in secrets if "||" in one] == []


def test_each_command_is_there(workflow: dict[Any, Any]) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = [line.split() for step in steps(workflow) for line in step.get("run", "").splitlines()]
    for words in commands:
        match words:
            case ["make", *called]:
                assert set(called) <= targets, words
            case ["gh", "release", "create", *_]:
                pass
            case [script]:
                assert (ROOT / script).stat().st_mode & 0o111, script
            case _:
                raise AssertionError(f"expected a make target, a script or a release, found {' '.join(words)}")


def test_nothing_is_published_unscanned(path: Path, workflow: dict[Any, Any]) -> None:
    for name, job in workflow["jobs"].items():
        commands = [step["run"] for step in job.get("steps", []) if "run" in step]
        public = [command for command in commands if command == "make push-images" or command.startswith("gh release")]
        assert bool(public) == ((path.name, name) in MORE)
        if public:
            bills, scan, first = map(commands.index, ("make release", "make scan", public[0]))
            assert bills < scan < first, commands
            assert not [step for step in job["steps"] if step.get("run") == "make scan" and step.keys() & NOT_ALWAYS]


def test_jobs_end(workflow: dict[Any, Any]) -> None:
    for name, job in workflow["jobs"].items():
        assert "uses" in job or job["timeout-minutes"] <= 120, name


def test_no_registry_is_named(path: Path) -> None:
    hosts = re.findall(r"[\w-]+(?:\.[\w-]+)*\.(?:io|com|org|dev|net)\b", path.read_text(encoding="utf-8"))
    assert hosts == []


def test_actionlint_finds_nothing() -> None:
    actionlint = shutil.which("actionlint")
    if not actionlint:
        pytest.skip("no actionlint in PATH")
    done = subprocess.run([actionlint, *WORKFLOWS], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("tag", ["", "v0", "0.1.0", "../v0.1.0"])
def test_a_tag_that_is_not_the_version_makes_no_release(tag: str) -> None:
    done = subprocess.run([ROOT / "build" / "make-release", tag], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert re.search(r"error: TAG: expected v\d+\.\d+\.\d+, the version in pom.xml, found ", done.stderr)


@pytest.mark.parametrize("registry", ["", "registry-without-a-folder"])
def test_images_are_pushed_to_a_named_registry_only(registry: str) -> None:
    command = [str(ROOT / "build" / "push-images"), registry]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert "error: REGISTRY: expected a registry and a folder in it" in done.stderr
