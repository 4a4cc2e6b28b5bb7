"""generate-data through its real jar: the same options give the same bytes, outcomes come late, and nothing is half-written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.support import rows
from tests.support.jobs import Ended, Step, Workspace

CHANGES = "harmless@2,new-category@3"


def make(folder: Path, **values: str) -> Ended:
    """The job, with the variables of its options."""
    given = {"CHURNFLOW_OUTPUT": str(folder), "CHURNFLOW_MONTHS": "3", "CHURNFLOW_ROWS": "400", "CHURNFLOW_CHANGES": CHANGES}
    given |= {f"CHURNFLOW_{name.upper()}": value for name, value in values.items()}
    return Workspace(folder.parent / "home", folder.parent / "pipelines", "none").run("made", Step("generate-data", given))


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_the_same_options_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", "5"), ("two", "5"), ("three", "6")):
        make(tmp_path / name, seed=seed).succeeded()
    one, two, three = (digests(tmp_path / name) for name in ("one", "two", "three"))
    months = {f"month-{month:02}{part}.csv" for month in (1, 2, 3) for part in ("", "-outcomes")}
    assert set(one) == months | {"customers.csv", "plan.json"}
    assert one == two
    assert not set(one.values()) & set(three.values())


def test_outcomes_are_told_once_some_of_them_a_month_late(tmp_path: Path) -> None:
    make(tmp_path / "made", late="0.1").succeeded()
    customers = {
        row["customer_id"]: month for month in (1, 2, 3) for row in rows.read(tmp_path / "made" / f"month-{month:02}.csv")
    }
    told: list[tuple[str, int]] = []
    for month in (1, 2, 3):
        known = rows.read(tmp_path / "made" / f"month-{month:02}-outcomes.csv")
        assert {row["churn"] for row in known} == {"Yes", "No"}
        told += [(row["customer_id"], month - customers[row["customer_id"]]) for row in known]
    assert len(told) == len(dict(told))
    late = [delay for _, delay in told if delay]
    assert set(late) == {1}
    assert 40 < len(late) < 130  # of 800
    plan = json.loads((tmp_path / "made" / "plan.json").read_text())
    assert [month["changes"] for month in plan["months"]] == [[], ["harmless"], ["harmless", "new-category"]]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"changes": "flood@2"}, "'flood@2'"),
        ({"changes": "harmless"}, "expected a month from 1 to 3 after @, found 'harmless'"),
        ({"changes": "harmless@4"}, "found 'harmless@4'"),
        ({"changes": "harmless@1,harmless@2"}, "found harmless twice"),
        ({"rows": "0"}, "from 1 to 200000, found 0"),
        ({"months": "100"}, "from 1 to 99, found 100"),
        ({"late": "NaN"}, "from 0 to 0.5, found NaN"),
    ],
)
def test_a_wrong_option_is_refused_and_nothing_is_there(tmp_path: Path, values: dict[str, str], said: str) -> None:
    ended = make(tmp_path / "made", **values)
    assert ended.code == 2
    assert said in ended.err
    assert not [path.name for path in tmp_path.iterdir() if "made" in path.name]


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    make(tmp_path / "made").succeeded()
    before = digests(tmp_path / "made")
    ended = make(tmp_path / "made", seed="9")
    assert ended.code == 2
    assert "expected nothing there yet" in ended.err
    assert digests(tmp_path / "made") == before
