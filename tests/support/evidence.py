"""Writes the last result of a slow proof to docs/evidence, with what it was measured on."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.places import EVIDENCE, ROOT

Table = list[tuple[str, ...]]


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
def collected(name: str, title: str, text: str, header: tuple[str, ...]) -> Iterator[Table]:
    """Rows for tests to add to; with CHURNFLOW_EVIDENCE set, what was added becomes a page."""
    rows: Table = []
    begun = time.monotonic()
    yield rows
    if "CHURNFLOW_EVIDENCE" in os.environ and rows:
        write(name, title, text, time.monotonic() - begun, header, rows)


def write(name: str, title: str, text: str, seconds: float, header: tuple[str, ...], rows: Table) -> Path:
    """One page: what was shown, where and when, and a table of the single results."""
    lines = [
        f"# {title}",
        "",
        text,
        "",
        f"- commit: {commit()}",
        f"- date: {datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC",
        f"- duration: {seconds:.0f} s",
        f"- machine: {machine()}",
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
