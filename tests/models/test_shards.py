"""A table that is scored in parts gives the bytes of one that is scored at once; what is not the same table's is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, inference, training

NAME = "parted"
ROWS = 50_000  # four batches of the table's file
FILES = ("predictions.csv", "scored.arrow")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shared volume with a model and a table to score, and a run that has scored it at once."""
    folder = tmp_path_factory.mktemp("shards")
    content = pipelines.small(NAME, inference={"reasons": 1})
    content["training"]["models"] = content["training"]["models"][:1]
    pipelines.write(folder / "pipelines", content)
    made = Workspace(folder / "home", folder / "pipelines", NAME)
    rows.write(made.home / "inbox" / "training.csv", rows.training(600))
    for step in training(["logistic-regression"], "training.csv")[:4]:
        made.run("training", step).succeeded()
    rows.write(made.home / "inbox" / "many.csv", rows.many_customers(ROWS))
    begin(made, "at once")
    part(made, "at once", 1, 1).succeeded()
    put_together(made, "at once", 1).succeeded()
    return made


def begin(work: Workspace, run_id: str) -> None:
    """Loads and checks the table, and chooses the model."""
    for step in inference("many.csv")[:2]:
        work.run(run_id, step).succeeded()
    model = (work.folder("training") / "train-model" / "logistic-regression" / "model.onnx").read_bytes()
    work.give_model(run_id, model)


def part(work: Workspace, run_id: str, number: int, parts: int) -> Ended:
    return work.run(run_id, Step("predict", {"CHURNFLOW_SHARD": f"{number}/{parts}"}))


def put_together(work: Workspace, run_id: str, parts: int) -> Ended:
    return work.run(run_id, Step("publish-predictions", {"CHURNFLOW_SHARDS": str(parts)}))


def published(work: Workspace, run_id: str) -> dict[str, bytes]:
    return {name: (work.folder(run_id) / "publish-predictions" / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("parts", [3, 6])
def test_any_number_of_parts_in_any_order_gives_the_same_bytes(work: Workspace, parts: int) -> None:
    run_id = f"in {parts}"
    begin(work, run_id)
    counts = [part(work, run_id, number, parts).succeeded().result["rows"] for number in range(parts, 0, -1)]
    assert sum(counts) == ROWS
    assert sum(count > 0 for count in counts) == min(parts, 4)
    ended = put_together(work, run_id, parts).succeeded()
    assert published(work, run_id) == published(work, "at once")
    alone = json.loads((work.folder("at once") / "publish-predictions" / "result.json").read_text())
    told = ("rows", "positives", "arms", "threshold", "model_version", "put_aside")
    assert {name: ended.result[name] for name in told} == {name: alone[name] for name in told}
    assert ended.result["shards"] == parts
    assert (work.home / ended.result["predictions"]).read_bytes() == published(work, "at once")["predictions.csv"]


def damaged(name: str) -> Callable[[Path], None]:
    def spoil(run: Path) -> None:
        file = run / name
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.unlink()
        file.write_bytes(bytes(content))

    return spoil


def missing(run: Path) -> None:
    (run / "predict" / "2-of-2").rename(run / "elsewhere")


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (missing, 2, "predict/2-of-2/arms.json: expected a file that predict/2-of-2 published, found none: run that step"),
        (damaged("predict/1-of-2/rows.csv"), 3, "as published, found"),
        (damaged("predict/2-of-2/scored.arrow"), 3, "as published, found"),
        (damaged("load-data/table.arrow"), 3, "load-data/table.arrow: expected SHA-256"),
    ],
    ids=["missing", "lines", "rows", "table"],
)
def test_what_is_not_whole_is_not_published(work: Workspace, spoil: Callable[[Path], None], code: int, said: str) -> None:
    run_id = f"spoiled {said} {code} {spoil}"[:60]
    begin(work, run_id)
    for number in (1, 2):
        part(work, run_id, number, 2).succeeded()
    spoil(work.folder(run_id))
    ended = put_together(work, run_id, 2)
    assert (ended.code, said in ended.err) == (code, True), ended.err
    assert not (work.folder(run_id) / "publish-predictions").exists()
    assert not (work.home / "predictions" / NAME / work.folder(run_id).name).exists()


def test_parts_of_different_versions_are_not_mixed(work: Workspace) -> None:
    begin(work, "mixed")
    part(work, "mixed", 1, 2).succeeded()
    file = work.folder("mixed") / "model-version.json"
    choice = json.loads(file.read_text())
    choice["production"]["version"] = 2
    file.write_text(json.dumps(choice))
    part(work, "mixed", 2, 2).succeeded()
    ended = put_together(work, "mixed", 2)
    assert ended.code == 2
    assert "expected version 1 as production, found version 2 as production; run predict of this run again" in ended.err


@pytest.mark.parametrize(
    ("job", "values", "said"),
    [
        (
            "predict",
            {"CHURNFLOW_SHARD": "3/2"},
            "--shard (or CHURNFLOW_SHARD): expected a part from 1/1 to 1000/1000, such as 2/8",
        ),
        ("predict", {"CHURNFLOW_SHARD": "../1"}, "found '../1'"),
        ("publish-predictions", {"CHURNFLOW_SHARDS": "0"}, "--shards (or CHURNFLOW_SHARDS): expected 1 to 1000, found 0"),
    ],
)
def test_a_part_that_cannot_be_is_refused(work: Workspace, job: str, values: dict[str, str], said: str) -> None:
    ended = work.run("at once", Step(job, values))
    assert (ended.code, said in ended.err) == (2, True), ended.err
