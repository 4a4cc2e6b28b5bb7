"""What a batch's anomalies lead to, through the jars: refused, put aside, or told of; no personal value is shown anywhere."""

from __future__ import annotations

import csv
import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step
from tests.support.mlflow import Mlflow, metrics, params, tags
from tests.support.mlflow_server import MlflowServer
from tests.validation.chain import ID, NAME, Checked, content, customers, scoring

# One of each kind breaks a rule, the others do not even parse. None of them is a value that the contract names.
BREAKS: dict[int, dict[str, str]] = {
    1: {"age": "7777777"},
    2: {"income": "7777777.25", "limit_a": "8888888"},
    3: {"limit_a": "-5353535"},
    4: {"city": "MARKER777"},
    5: {"city": "", "member": "1"},
    6: {"joined": "1777-07-07"},
    7: {"left_on": "1666-06-06T06:06:06Z"},
}
UNREADABLE: dict[int, dict[str, str]] = {
    11: {"age": "MARKER777"},
    12: {"income": "MARKER777"},
    13: {"member": "MARKER777"},
    14: {"joined": "MARKER777"},
    15: {"age": "MARKER777", "left_on": "MARKER777"},
}
MARKERS = ["MARKER777", "7777777", "8888888", "5353535", "1777-07-07", "1666-06-06"]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return Checked.made(tmp_path_factory.mktemp("checked"))


def begin(checked: Checked, quarantine: float = 0, **keys: Any) -> None:
    pipelines.write(checked.work.pipelines, content(quarantine, **keys))


def table(path: Path) -> list[rows.Row]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def ids(path: Path) -> list[str]:
    return [row[ID] for row in table(path)]


def validation(checked: Checked, run_id: str, folder: str = "validate-data") -> Any:
    return json.loads(checked.file(run_id, f"{folder}/validation.json").read_text())


def shows(checked: Checked, ended: list[Ended]) -> list[str]:
    """Where a marker shows that is not the data itself: the input, and the tables made of it."""
    texts = {f"output {number}": (one.out + one.err).encode() for number, one in enumerate(ended)}
    for path in checked.work.home.rglob("*"):
        if path.is_file() and path.suffix != ".arrow" and "inbox" not in path.parts:
            texts[str(path)] = path.read_bytes()
    return [f"{where}: {marker}" for where, text in texts.items() for marker in MARKERS if marker.encode() in text]


def test_no_personal_value_shows_where_every_rule_is_broken(checked: Checked) -> None:
    checked.put("bad.csv", scoring(60, BREAKS | UNREADABLE))
    checked.put("broken.csv", scoring(60, BREAKS))
    spoiled = customers(200)
    for place, cells in enumerate(BREAKS.values()):
        spoiled[place].update(cells)
    checked.put("spoiled.csv", spoiled)
    begin(checked)
    refused = [checked.check("bad", "bad.csv"), checked.check("broken", "broken.csv")]
    refused.append(checked.check("spoiled", "spoiled.csv", "training"))
    assert [one[-1].code for one in refused] == [3, 3, 3]
    begin(checked, quarantine=0.5)
    scored = checked.score("aside", "bad.csv")
    assert [one.code for one in scored] == [0, 0, 0, 0], scored[-1].err
    found = table(checked.file("aside", "publish-predictions/quarantine.csv"))
    assert {row["rule"] for row in found} == {
        "type", "range", "categories", "pattern", "at most limit_a", "at most left_on", "required if member",
    }  # fmt: skip
    assert {row["column"] for row in found} == {"age", "income", "member", "city", "joined"} | {"left_on"}
    assert shows(checked, [*chain.from_iterable(refused), *scored]) == []


def test_bad_rows_are_put_aside_and_the_others_scored(checked: Checked) -> None:
    begin(checked, quarantine=0.2)
    good = scoring(50)
    bad = scoring(50, {3: {"visits": "many"}, 9: {"visits": "91"}, 40: {ID: "C00001"}})
    checked.put("some.csv", bad)
    load, validate, _, publish = (one.succeeded() for one in checked.score("some", "some.csv"))
    assert (load.result["put_aside"], validate.result["put_aside"], publish.result["put_aside"]) == (1, 3, 3)
    assert (load.result["rows"], validate.result["rows"], publish.result["rows"]) == (49, 47, 47)
    published = checked.work.home / publish.result["predictions"]
    assert ids(published) == [row[ID] for n, row in enumerate(good, 1) if n not in (3, 9, 40)]
    assert table(published.parent / "quarantine.csv") == [
        reason(3, "C00002", "visits", "type", "a whole number", "'many'"),
        reason(9, "C00008", "visits", "range", "a value from 0 to 90", "91"),
        reason(40, "C00001", ID, "distinct ids", "an id that stands once", "the id of row 2 again"),
    ]
    checked.put("good.csv", [row for n, row in enumerate(good, 1) if n not in (3, 9, 40)])
    checked.score("good", "good.csv")[-1].succeeded()
    assert checked.file("good", "publish-predictions/predictions.csv").read_bytes() == published.read_bytes()
    assert not checked.file("good", "publish-predictions/quarantine.csv").exists()


def test_only_a_table_that_was_checked_is_scored(checked: Checked) -> None:
    """Who clears load_data alone after the input has changed, and then predict, is told what to run in between."""
    for quarantine in (0.0, 0.2):
        run_id = f"cleared{quarantine}"
        begin(checked, quarantine)
        checked.put("cleared.csv", scoring(50, {9: {"visits": "91"}} if quarantine else {}))
        load, *_, publish = (one.succeeded() for one in checked.score(run_id, "cleared.csv"))
        published = (checked.work.home / publish.result["predictions"]).read_bytes()
        scored = set((checked.work.home / "state" / NAME / "scored").iterdir())
        checked.put("cleared.csv", scoring(40, {3: {"visits": "92"}}))
        values = {"CHURNFLOW_PURPOSE": "inference", "CHURNFLOW_INPUT": "cleared.csv"}
        again = checked.work.run(run_id, Step("load-data", values)).succeeded()
        assert again.result["input_sha256"] != load.result["input_sha256"]
        for job in ("predict", "publish-predictions"):
            refused = checked.work.run(run_id, Step(job))
            assert refused.code == 2
            assert "was made from another load-data/table.arrow" in refused.err
            assert "run validate-data of this run again, and what follows it" in refused.err
        assert (checked.work.home / publish.result["predictions"]).read_bytes() == published
        assert set((checked.work.home / "state" / NAME / "scored").iterdir()) == scored
    assert [one.code for one in checked.score("cleared0.2", "cleared.csv")] == [0, 0, 0, 0]


def reason(row: int, identity: str, column: str, rule: str, expected: str, found: str) -> rows.Row:
    return {"row": str(row), "id": identity, "column": column, "rule": rule, "expected": expected, "found": found}


def test_rows_with_too_many_cells_are_put_aside(checked: Checked) -> None:
    begin(checked, quarantine=0.2)
    checked.put("wide.csv", scoring(20))
    path = checked.work.home / "inbox" / "wide.csv"
    lines = path.read_text().splitlines()
    lines[5] += ",more"
    path.write_text("\n".join(lines))
    checked.score("wide", "wide.csv")[-1].succeeded()
    found = table(checked.file("wide", "publish-predictions/quarantine.csv"))
    assert found == [reason(5, "", "", "cells", "9 cells as in the header", "10")]
    assert len(ids(checked.file("wide", "publish-predictions/predictions.csv"))) == 19


def test_more_bad_rows_than_the_share_refuse_the_batch(checked: Checked) -> None:
    checked.put("over.csv", scoring(50, {3: {"visits": "many"}, 9: {"visits": "91"}, 10: {"visits": "92"}}))
    begin(checked, quarantine=0.04)
    loaded, validated = checked.check("over", "over.csv")
    assert (loaded.code, validated.code) == (0, 3)
    assert "column visits, row 9: expected a value from 0 to 90, found 91 (2 rows)" in validated.err
    assert "more than 2 rows would be put aside" in validated.err
    assert not checked.file("over", "validate-data").exists()
    assert sorted(path.name for path in checked.file("over", "refused/validate-data").iterdir()) == [
        "validation.html",
        "validation.json",
    ]
    begin(checked, quarantine=0.01)
    assert checked.check("load over", "over.csv")[-1].code == 3


def test_a_refused_batch_leaves_what_was_found_and_the_error_says_where(checked: Checked) -> None:
    begin(checked)
    checked.put("refused.csv", scoring(30, {4: {"visits": "91"}}))
    validated = checked.check("refused", "refused.csv")[-1]
    place = f"runs/{NAME}/{checked.work.folder('refused').name}/refused/validate-data"
    assert validated.err == (
        f"churnflow validate-data: error: column visits, row 4: expected a value from 0 to 90, found 91; see {place}\n"
    )
    found = validation(checked, "refused", "refused/validate-data")
    assert found["verdict"] == "refused"
    broken = [check for check in found["checks"] if not check["holds"]]
    assert [(check["column"], check["rule"], check["severity"], check["count"]) for check in broken] == [
        ("visits", "range", "error", 1)
    ]
    assert broken[0]["samples"] == [{"row": 4, "found": "91"}]
    page = (checked.work.home / place / "validation.html").read_text()
    assert "The data were refused: 1 rule of the contract is broken." in page


def test_a_warning_lets_the_batch_pass_and_is_told(checked: Checked) -> None:
    begin(checked, duplicates={"share": 0, "severity": "warning"})
    twice = scoring(30)
    checked.put("twice.csv", [*twice, {**twice[3], ID: "C99999"}])
    validated = checked.check("twice", "twice.csv")[-1].succeeded()
    assert len(validated.result["warnings"]) == 1
    assert validated.result["warnings"][0].startswith("table, row 31: expected rows that differ in more than the id")
    assert "warning: table, row 31" in validated.err
    page = checked.file("twice", "validate-data/validation.html").read_text()
    assert "with 1 warning." in page


def test_the_number_of_rows_is_compared_with_the_batch_before(checked: Checked) -> None:
    begin(checked, row_count={"change": 0.5})
    checked.put("sixty.csv", scoring(60))
    checked.put("twenty.csv", scoring(20))
    for run_id, source, code in [
        ("count 1", "sixty.csv", 0),
        ("count 2", "twenty.csv", 3),
        ("count 1", "sixty.csv", 0),
        ("count 3", "twenty.csv", 3),
        ("count 4", "sixty.csv", 0),
    ]:
        ended = checked.check(run_id, source)[-1]
        assert ended.code == code, (run_id, ended.err)
    state = checked.work.home / "state" / NAME / "rows-inference.json"
    assert json.loads(state.read_text()) == {"run_id": "count 4", "rows": 60}
    (checked.file("count 4", "validate-data/manifest.json")).unlink()
    checked.check("count 4", "sixty.csv")[-1].succeeded()
    previous = json.loads(checked.file("count 4", "previous-rows.json").read_text())
    assert previous["run_id"] == "count 1"


def test_the_same_bytes_at_any_number_of_threads(checked: Checked) -> None:
    begin(checked, quarantine=0.5)
    checked.put("many.csv", scoring(5000, BREAKS | UNREADABLE | {4000: {"visits": "-1"}}))
    made = []
    for threads in ("1", "4"):
        run_id = f"threads {threads}"
        checked.having(CHURNFLOW_THREADS=threads).score(run_id, "many.csv")[-1].succeeded()
        folders = [checked.file(run_id, step) for step in ("load-data", "validate-data", "predict", "publish-predictions")]
        files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
        made.append({f"{path.parent.name}/{path.name}": path.read_bytes() for path in files if "result" not in path.name})
    kept = [{name: text for name, text in one.items() if "receipt" not in name} for one in made]
    assert kept[0] == kept[1]
    assert "validate-data/table.arrow" in kept[0]


def logged(client: Mlflow) -> dict[str, Any]:
    runs = client.runs(f"{NAME}-data-checks")
    return {tags(run)["churnflow.airflow.run_id"]: run for run in runs}


def test_what_was_found_is_logged_once_for_training_and_scoring(checked: Checked, server: MlflowServer) -> None:
    begin(checked)
    checked.put("training.csv", customers(400))
    checked.put("refused.csv", scoring(30, {4: {"visits": "91"}}))
    checked.put("good.csv", scoring(30))
    told = checked.having(**server.variables())
    for _ in range(2):
        told.check("log training", "training.csv", "training")[-1].succeeded()
        told.check("log good", "good.csv")[-1].succeeded()
        assert told.check("log refused", "refused.csv")[-1].code == 3
    runs = logged(server.client)
    assert set(runs) == {"log training", "log good", "log refused"}
    assert len(server.client.runs(f"{NAME}-data-checks")) == 3
    for run_id, run in runs.items():
        assert run["info"]["status"] == "FINISHED"
        assert params(run)["purpose"] == ("training" if run_id == "log training" else "inference")
        assert tags(run)["churnflow.verdict"] == ("refused" if run_id == "log refused" else "accepted")
        assert sorted(server.client.artifacts(run["info"]["run_id"])) == ["validation.html", "validation.json"]
    assert metrics(runs["log refused"]) == {"rows": 30, "put_aside": 0, "errors": 1, "warnings": 0}
    folder = checked.file("log refused", "refused/validate-data")
    for name in ("validation.json", "validation.html"):
        assert server.client.download(runs["log refused"], name) == (folder / name).read_bytes()


@pytest.mark.parametrize("wrong", [{"MLFLOW_TRACKING_URI": "http://127.0.0.1:1"}, {"MLFLOW_TRACKING_PASSWORD": "wrong"}])
def test_an_mlflow_that_is_away_or_refuses_is_only_a_warning(
    checked: Checked, server: MlflowServer, wrong: dict[str, str]
) -> None:
    begin(checked)
    checked.put("good.csv", scoring(30))
    run_id = f"away {sorted(wrong)}"
    validated = checked.having(**server.variables()).having(**wrong).check(run_id, "good.csv")[-1].succeeded()
    assert "warning: what was found is not in MLflow" in validated.err
    assert [warning for warning in validated.result["warnings"] if "not in MLflow" in warning]
    again = checked.having(**server.variables()).check(run_id, "good.csv")[-1].succeeded()
    assert again.result["status"] == "reused"
    assert run_id in logged(server.client)
