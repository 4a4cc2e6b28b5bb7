"""Shows what runs, how it is, where it is found, and how to get in."""

from __future__ import annotations

import time

from churnflow_stack import health, passwords, rest, supervision
from churnflow_stack.places import PROGRAMS, Stack


def status(stack: Stack) -> bool:
    """Prints it; whether everything is well."""
    states, found = supervision.states(stack), health.look(stack)
    well = True
    print(f"{'component':15}{'state':11}{'health':11}{'process':>8}  since")
    for program in PROGRAMS:
        info = states.get(program, {"statename": "STOPPED", "pid": 0, "start": 0})
        runs = info["statename"] in ("RUNNING", "STARTING")
        fine = runs and found.is_well(program, float(info["start"]))
        well = well and fine
        since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(info["start"])) if runs else ""
        state, verdict = info["statename"].lower(), ("healthy" if fine else "unhealthy" if runs else "")
        print(f"{program:15}{state:11}{verdict:11}{info['pid'] or '':>8}  {since}")
    _ways_in(stack)
    if found.answers["api-server"] and states:
        _dags(stack)
    return well


def _ways_in(stack: Stack) -> None:
    if not passwords.airflow_file(stack).exists():
        print("\nPasswords are made at the first start: make up")
        return
    kept = passwords.keep(stack)
    print(f"\n{'':9}{'user':9}{'password':26}address")
    for user, password in kept.airflow.items():
        print(f"{'Airflow':9}{user:9}{password:26}{stack.airflow_url}/dags")
    print(f"{'MLflow':9}{'admin':9}{kept.mlflow:26}{stack.mlflow_page}")
    print(f"\nfiles {stack.home}\nlogs  {stack.logs}")
    page = stack.home / "monitoring" / "index.html"
    if page.exists():
        print(f"page  {page}")


def _dags(stack: Stack) -> None:
    api = rest.airflow(stack.airflow_url, "admin", passwords.keep(stack).airflow["admin"])
    print(f"\n{'dag':32}{'schedule':10}next run")
    for dag in rest.pages(api, "/dags", "dags"):
        following = (dag.get("next_dagrun_run_after") or dag.get("next_dagrun_logical_date") or "")[:16].replace("T", " ")
        print(f"{dag['dag_id']:32}{'paused' if dag['is_paused'] else 'on':10}{following}")
    for error in api.call("GET", "/importErrors?limit=20")["import_errors"]:
        print(f"import error: {error['filename']}: {error['stack_trace'].strip().splitlines()[-1]}")
