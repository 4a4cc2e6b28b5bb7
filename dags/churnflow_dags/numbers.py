"""Settings that are numbers."""

from __future__ import annotations

import os


def whole_number(name: str, default: int) -> int:
    """A whole number of at least 1 from the environment; a ValueError that says it where it is none."""
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(f"{name}: expected a whole number of at least 1, found {text!r}")
    return int(text)
