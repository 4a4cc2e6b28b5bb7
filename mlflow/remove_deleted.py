"""Removes for good what was deleted in MLflow: `mlflow gc` of this server, as its administrator.

In this process, since the command would show the address of the database, which holds its password, to everybody who lists
processes.
"""

from __future__ import annotations

import os

from mlflow.cli import cli

if __name__ == "__main__":
    os.environ |= {
        "MLFLOW_TRACKING_USERNAME": "admin",
        "MLFLOW_TRACKING_PASSWORD": os.environ["MLFLOW_AUTH_ADMIN_PASSWORD"],
    }
    stores = ["--backend-store-uri", os.environ["MLFLOW_BACKEND_STORE_URI"]]
    stores += ["--artifacts-destination", os.environ["MLFLOW_ARTIFACTS_DESTINATION"]]
    cli(["gc", *stores, "--tracking-uri", "http://127.0.0.1:5000"])
