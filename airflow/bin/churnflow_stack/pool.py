"""Airflow's pool that caps how many jobs run at once; dags/churnflow_dags/defaults.py puts the tasks into it by its name."""

from __future__ import annotations

POOL = {"name": "churnflow_jvm", "description": "How many jobs (JVMs) run at once", "include_deferred": False}
"""As every stack makes it, but for its slots."""
