"""Writes the last result of a slow proof to docs/evidence, with what it was measured on."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.places import EVIDENCE, ROOT

Table = list[tuple[str, ...]]
OUTCOMES = "outcomes"
"""The name under which pytest knows its plugin."""
MOST_FAILED = 20
"""Failed tests that a page names; where all have failed, the first say why."""


class Outcomes:
    """A plugin of pytest that keeps how each test has ended, by its id: `passed`, `failed`, or why it was skipped."""

    def __init__(self) -> None:
        self.passed: set[str] = set()
        self.failed: set[str] = set()
        self.skipped: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hears of setup, call and teardown; a test fails with any of them."""
        if report.failed:
            self.failed.add(report.nodeid)
            self.passed.discard(report.nodeid)
            self.skipped.pop(report.nodeid, None)
        elif report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.skipped[report.nodeid] = reason.removeprefix("Skipped: ")
        elif report.when == "call":
            self.passed.add(report.nodeid)

    def said(self, asked: Sequence[str]) -> list[str]:
        """Lines of a page about these tests."""
        failed = [test for test in asked if test in self.failed]
        skipped = [test for test in asked if test in self.skipped]
        passed = sum(test in self.passed for test in asked)
        counts = {"skipped": len(skipped), "not run": len(asked) - passed - len(failed) - len(skipped)}
        more = "".join(f", {count} {how}" for how, count in counts.items() if count)
        lines = [f"- tests: {passed} passed, {len(failed)} failed{more}"]
        lines += [f"- failed: `{test}`" for test in failed[:MOST_FAILED]]
        if len(failed) > MOST_FAILED:
            lines.append(f"- failed: {len(failed) - MOST_FAILED} more")
        return lines + [f"- skipped: {n}: {why}" for why, n in Counter(self.skipped[test] for test in skipped).items()]


def commit() -> str:
    """The commit under test; `-dirty` where the tree differs from it, other than in what was measured."""
    found = _git("rev-parse", "--short=12", "HEAD")
    if not found:
        return os.environ.get("CHURNFLOW_COMMIT", "unknown")
    measured = (EVIDENCE.relative_to(ROOT), "docs/performance.md", "docs/quality.md")
    changed = _git("status", "--porcelain", "--", ".", *(f":!{path}" for path in measured))
    return found + ("-dirty" if changed else "")


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False).stdout.strip()


def machine() -> str:
    """What everything was measured on."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()}"


def put_between(page: Path, begin: str, end: str, text: str) -> None:
    """Replaces what stands between two marks of a page; ends the program where it has none."""
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    old = page.read_text(encoding="utf-8")
    if not pattern.search(old):
        raise SystemExit(f"{page}: expected the marks {begin} and {end}, found none")
    page.write_text(pattern.sub(lambda _: f"{begin}\n{text}\n{end}", old), encoding="utf-8")


@contextmanager
def collected(
    request: pytest.FixtureRequest, name: str, title: str, text: str, header: tuple[str, ...], of: str = ""
) -> Iterator[Table]:
    """Rows for tests to add to; with CHURNFLOW_EVIDENCE set, what was added becomes a page.

    It also says how the tests have ended that share the fixture which asks: those of its module, or of the session, whose ids
    have `of` in them.
    """
    rows: Table = []
    begun = time.monotonic()
    yield rows
    outcomes = request.config.pluginmanager.get_plugin(OUTCOMES)
    assert isinstance(outcomes, Outcomes)
    shared = [item.nodeid for item in request.session.items if item.nodeid.startswith(request.node.nodeid)]
    asked = [test for test in shared if of in test]
    if "CHURNFLOW_EVIDENCE" in os.environ and (rows or outcomes.failed.intersection(asked)):
        write(name, title, text, time.monotonic() - begun, header, rows, outcomes.said(asked))


def write(
    name: str, title: str, text: str, seconds: float, header: tuple[str, ...], rows: Table, outcomes: Sequence[str] = ()
) -> Path:
    """One page: what was shown, where and when, how the tests have ended, and a table of the single results."""
    lines = [
        f"# {title}",
        "",
        text,
        "",
        f"- commit: {commit()}",
        f"- date: {datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC",
        f"- duration: {seconds:.0f} s",
        f"- machine: {machine()}",
        *outcomes,
        "",
        "| " + " | ".join(header) + " |",
        "| " + " | ".join("---" for _ in header) + " |",
        *("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows),
        "",
    ]
    EVIDENCE.mkdir(parents=True, exist_ok=True)
    page = EVIDENCE / f"{name}.md"
    page.write_text("\n".join(lines))
    return page
