"""A job killed at each moment of publishing its step: a reader finds the whole step or none, and a retry leaves the same bytes.

`test_kills` draws its points among hundreds, always from a run that finds nothing in its place and nothing left over. Here the
moments of the protocol (docs/decisions/0006) are taken one by one, also those of a step that first moves another build's work
aside, and of a try that clears up after a killed one. No MLflow.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import pipelines, rows, strace, trees
from tests.support.jobs import Step, Workspace, command, training
from tests.support.places import missing_tool

pytestmark = pytest.mark.skipif(missing_tool("strace") is not None, reason=str(missing_tool("strace")))

NAME = "small_churn"
RUN = "r"
STEPS = training(["logistic-regression"], "training.csv")[:4]

NEW = {
    "it has its lock and no folder yet": r'mkdir\(".*\.tmp"',
    "its manifest is there and empty": r"write\(\d+<.*\.tmp/manifest\.json>",
    "all of its files are there, not yet on the disk": r"fsync\(\d+<.*\.tmp/",
    "all is on the disk, and the folder is not renamed": r'rename\(".*\.tmp", "',
    "the folder is renamed, and that is not yet on the disk": r"fsync\(\d+<{parent}>",
    "its lock is still there": r'unlink\(".*\.tmp\.lock"',
    "it has yet to say its result": r"write\(1<",
}
OTHER_BUILD = {
    "the other build's is not yet aside": r'rename\("{target}", ".*/\.superseded/',
    "nothing is in its place": r"fsync\(\d+<.*/\.superseded>",
    "nothing is in its place, and its own is not renamed": r'rename\(".*\.tmp", "',
    "its own is in its place": r"fsync\(\d+<{parent}>",
}
LEFTOVERS = {
    "the dead try's files are there": r'unlink\(".*\.tmp/',
    "the dead try's folder is empty": r'rmdir\(".*\.tmp"',
    "the dead try's lock is there": r'unlink\(".*\.tmp\.lock"',
}


@dataclass(frozen=True)
class Case:
    """A step that is about to be run on a volume, and the volume after an undisturbed run of it."""

    work: Workspace
    step: Step
    start: Path
    expected: dict[str, str]
    log: Path

    @property
    def target(self) -> Path:
        return self.work.folder(RUN) / self.step.job / self.step.values.get("CHURNFLOW_ALGORITHM", "")

    def begin(self) -> None:
        trees.put(self.start, self.work.home)

    def point(self, moment: str) -> strace.Point:
        """The first system call of that moment in an undisturbed run."""
        self.begin()
        choices = strace.points(command(self.step), self.environment(), self.work.home, self.log)
        inside = {"target": self.target, "parent": self.target.parent}
        places = {name: re.escape(str(path).replace(str(self.work.home), "")) for name, path in inside.items()}
        wanted = moment.replace("{target}", places["target"]).replace("{parent}", places["parent"])
        found = [point for point in choices if re.match(wanted, f"{point.call}({point.seen}")]
        assert found, f"no {wanted} among:\n" + "\n".join(map(str, choices))
        return found[0]

    def kill_at(self, moment: str) -> None:
        """Leaves the volume as a try does that is killed when it enters that call."""
        for _ in range(3):  # the threads of a JVM may count otherwise the next time
            point = self.point(moment)
            self.begin()
            if strace.kill_at(point, command(self.step), self.environment(), self.log):
                return
        raise AssertionError(f"never came past {moment}")

    def environment(self) -> dict[str, str]:
        return self.work.environment(RUN, self.step)

    def published(self) -> dict[str, str]:
        """What a reader finds in the step's place."""
        return trees.contents(self.target)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("moments")
    made = Workspace(folder / "home", folder / "pipelines", NAME)
    pipelines.write(made.pipelines, pipelines.small(NAME))
    rows.write(made.home / "inbox" / "training.csv", rows.training(600))
    for step in STEPS:
        trees.put(made.home, folder / "before" / step.name)
        made.run(RUN, step).succeeded()
        trees.put(made.home, folder / "after" / step.name)
    return made


def case(work: Workspace, step: Step, start: Path) -> Case:
    """The step on that volume; its undisturbed run is made now."""
    trees.put(start, work.home)
    work.run(RUN, step).succeeded()
    return Case(work, step, start, trees.contents(work.home), work.home.parent / "strace.log")


@pytest.fixture(params=[STEPS[0], STEPS[3]], ids=lambda step: step.job, scope="module")
def fresh(work: Workspace, request: pytest.FixtureRequest) -> Case:
    """Nothing is in the step's place."""
    return case(work, request.param, work.home.parent / "before" / request.param.name)


@pytest.fixture(scope="module")
def replacing(fresh: Case) -> Case:
    """Another build's work is in the step's place."""
    start = fresh.work.home.parent / "replacing"
    trees.put(fresh.work.home.parent / "after" / fresh.step.name, start)
    manifest = start / fresh.target.relative_to(fresh.work.home) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"code": "another build"}))
    return case(fresh.work, fresh.step, start)


@pytest.fixture(scope="module")
def clearing(fresh: Case) -> Case:
    """Nothing is in the step's place, and beside it lies what a killed try has left."""
    fresh.kill_at(NEW["all is on the disk, and the folder is not renamed"])
    start = fresh.work.home.parent / "clearing"
    trees.put(fresh.work.home, start)
    assert any(path.name.endswith(".tmp") for path in start.rglob("*")), "the killed try left nothing"
    return case(fresh.work, fresh.step, start)


def whole_or_nothing(case: Case, moment: str) -> None:
    case.begin()
    before = case.published()
    case.kill_at(moment)
    step = str(case.target.relative_to(case.work.home)) + "/"
    after = {path.removeprefix(step): digest for path, digest in case.expected.items() if path.startswith(step)}
    assert case.published() in ({}, before, after)
    case.work.run(RUN, case.step, attempt=2).succeeded()
    assert trees.difference(case.expected, trees.contents(case.work.home)) == []


@pytest.mark.parametrize("moment", NEW)
def test_a_try_killed_when(fresh: Case, moment: str) -> None:
    whole_or_nothing(fresh, NEW[moment])


@pytest.mark.parametrize("moment", OTHER_BUILD)
def test_a_try_that_replaces_another_builds_work_killed_when(replacing: Case, moment: str) -> None:
    whole_or_nothing(replacing, OTHER_BUILD[moment])


@pytest.mark.parametrize("moment", LEFTOVERS)
def test_a_try_that_clears_up_killed_when(clearing: Case, moment: str) -> None:
    whole_or_nothing(clearing, LEFTOVERS[moment])
