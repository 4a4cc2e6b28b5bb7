"""Small files of a stack: what it has made for its owner alone, and settings, a line each."""

from __future__ import annotations

import os
import re
from pathlib import Path

VALUE = re.compile(r"""\s*'([^']*)'.*|\s*"([^"]*)".*|(.*?)(?:\s+#.*)?""")


def write_private(file: Path, text: str) -> None:
    """Puts a text in place of whatever is there, readable by the owner only: whole or not at all, also when the power fails."""
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    part.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def settings(file: Path) -> dict[str, str]:
    """Names and values, read as compose reads them: quotes, and a comment after a blank, are no part of a value."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip().removeprefix("export ").strip(): _value(text) for name, _, text in pairs}


def given_to_compose(folder: Path) -> dict[str, str]:
    """What compose would know: from the files of COMPOSE_ENV_FILES, else `.env` in the folder; the shell's values win."""
    files = [folder / name for name in (os.environ.get("COMPOSE_ENV_FILES") or ".env").split(",")]
    return {name: value for file in files if file.is_file() for name, value in settings(file).items()} | os.environ


def _value(text: str) -> str:
    found = VALUE.fullmatch(text)
    assert found is not None  # the last alternative takes everything
    single, double, plain = found.groups()
    return single or double or (plain or "").strip()


if __name__ == "__main__":
    for name, value in given_to_compose(Path.cwd()).items():
        if name.startswith("CHURNFLOW_") and "\n" not in value:
            print(f"{name}={value}")
