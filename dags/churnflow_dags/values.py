"""Carries values that are too long for the environment in files on the shared volume."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

LONGEST = 64 * 1024
"""Bytes. Linux refuses a variable of twice that."""


def by_file(env: Mapping[str, str]) -> dict[str, str]:
    """The same variables; `X=<long text>` becomes `X_FILE=<path of a file with the text>`."""
    carried = {}
    for name, value in env.items():
        if len(value.encode()) > LONGEST:
            carried[f"{name}_FILE"] = str(_written(value.encode()))
        else:
            carried[name] = value
    return carried


def _written(content: bytes) -> Path:
    folder = Path(os.environ["CHURNFLOW_HOME"]) / "values"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / hashlib.sha256(content).hexdigest()
    part = folder / f".{file.name}.{os.getpid()}"
    part.write_bytes(content)
    return part.replace(file)
