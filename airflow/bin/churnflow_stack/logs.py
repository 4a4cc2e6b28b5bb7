"""Shows the components' logs."""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path

from churnflow_stack.places import PROGRAMS, AskedError, Stack

OTHERS = ("watch", "supervisord", "migrate")


def tail(file: Path, lines: int) -> str:
    """The last lines, indented; a word where there is no file."""
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            return "".join("    " + line for line in deque(text, lines)).rstrip()
    except OSError:
        return "    (no log)"


def logs(stack: Stack, program: str | None, follow: bool) -> None:
    """The end of one log, or of all; with `follow` as it grows."""
    known = (*PROGRAMS, *OTHERS)
    if program is not None and program not in known:
        raise AskedError(f"C={program}: expected one of {', '.join(known)}")
    names = [name for name in ([program] if program else known) if stack.log(name).exists()]
    if not names:
        print(f"No logs{f' of {program}' if program else ''} yet: {stack.logs}")
        return
    if follow:
        os.execvp("tail", ["tail", "-n", "50", "-F", *(str(stack.log(name)) for name in names)])  # noqa: S606
    for name in names:
        print(f"{stack.log(name)}:\n{tail(stack.log(name), 200 if program else 20)}\n")
