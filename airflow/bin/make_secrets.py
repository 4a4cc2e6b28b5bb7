"""Writes .env for docker-compose.airflow.yml: a password or key for everything that needs one, readable by the owner only.

What the file holds already stays as it is; what is missing or empty is made. Needs nothing but Python.
"""

from __future__ import annotations

import base64
import secrets
import sys
from pathlib import Path

from churnflow_stack.files import settings, write_private

NAMES = (
    "POSTGRES_PASSWORD",
    "AIRFLOW_DB_PASSWORD",
    "CELERY_DB_PASSWORD",
    "MLFLOW_DB_PASSWORD",
    "REDIS_PASSWORD",
    "AIRFLOW_FERNET_KEY",
    "AIRFLOW_API_SECRET",
    "AIRFLOW_JWT_SECRET",
    "AIRFLOW_ADMIN_PASSWORD",
    "MLFLOW_ADMIN_PASSWORD",
    "MLFLOW_JOBS_PASSWORD",
    "MLFLOW_SERVING_PASSWORD",
    "MLFLOW_COOKIE_KEY",
    "FLOWER_PASSWORD",
    "SERVING_TOKEN",
)


def main(file: Path) -> None:
    """Adds what is missing; the file is replaced whole or not at all."""
    before = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    values = settings(file) if file.exists() else {}
    fresh = [name for name in NAMES if not values.get(name)]
    if not fresh:
        file.chmod(0o600)
        print(f"{file}: every secret is there already")
        return
    kept = [line for line in before if line.partition("=")[0].strip() not in fresh]
    text = "".join(line + "\n" for line in (*kept, *(f"{name}={secret(name)}" for name in fresh)))
    write_private(file, text)
    print(f"{file}: {len(fresh)} secrets made")


def secret(name: str) -> str:
    """Letters, digits, - and _ only, so that it needs no quoting in an address."""
    if name == "AIRFLOW_FERNET_KEY":
        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return secrets.token_urlsafe(24)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
