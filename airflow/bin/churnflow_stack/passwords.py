"""Passwords and keys of one clone: made at the first start, readable by their owner only, never a default."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from churnflow_stack.files import write_private
from churnflow_stack.places import Stack, StackError

USERS = ("admin", "viewer")


@dataclass(frozen=True)
class Passwords:
    """What the first start has made."""

    airflow: dict[str, str]
    mlflow: str
    mlflow_cookies: str
    fernet: str
    tokens: str


def airflow_file(stack: Stack) -> Path:
    """Airflow's own file of users and passwords; it opens it for writing too."""
    return stack.secrets / "airflow-passwords.json"


def keep(stack: Stack) -> Passwords:
    """Reads them, and makes those that are missing."""
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    people = json.dumps({user: secrets.token_urlsafe(12) for user in USERS})
    return Passwords(
        airflow=json.loads(_kept(airflow_file(stack), people)),
        mlflow=_kept(stack.secrets / "mlflow-password", secrets.token_urlsafe(18)),
        mlflow_cookies=_kept(stack.secrets / "mlflow-cookie-key", secrets.token_urlsafe(32)),
        fernet=_kept(stack.secrets / "fernet-key", key),
        tokens=_kept(stack.secrets / "token-key", secrets.token_urlsafe(48)),
    )


def _kept(file: Path, fresh: str) -> str:
    """What the file holds; where there is none it gets the fresh text. StackError where it is empty."""
    if not file.exists():
        write_private(file, fresh + "\n")
    kept = file.read_text(encoding="utf-8").strip()
    if not kept:
        raise StackError(f"{file}: expected a secret, found an empty file; once it is removed, a new one is made")
    return kept
