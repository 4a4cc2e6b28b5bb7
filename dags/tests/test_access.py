"""Which DAGs name the operator's role, and that none does where there is no such role."""

from __future__ import annotations

from dag_support import load_bag

OPERATED = {"training", "inference", "performance", "monitoring", "housekeeping"}


def test_without_a_role_no_dag_names_one(bag):
    assert {dag.access_control for dag in bag.dags.values()} == {None}


def test_an_operator_gets_what_decides_over_no_production(monkeypatch):
    monkeypatch.setenv("CHURNFLOW_OPERATOR_ROLE", "Operator")
    access = {dag.dag_id: dag.access_control for dag in load_bag().dags.values()}
    named = {dag_id for dag_id, given in access.items() if given == {"Operator": {"DAGs": {"can_edit"}}}}
    assert {dag_id.rpartition("_")[2] for dag_id in named} == OPERATED
    assert all(access[dag_id] == {} for dag_id in access.keys() - named)
