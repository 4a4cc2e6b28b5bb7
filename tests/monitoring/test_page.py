"""The monitoring page through the real jars and a real MLflow: trained, promoted, scored, looked at; then without MLflow."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.support import browser, pipelines, rows
from tests.support.jobs import Step, Workspace, drift, inference, page, promotion, run_folder_name, training
from tests.support.mlflow_server import MlflowServer
from tests.support.places import DATA

NAME = "paged"
AWAY = {"MLFLOW_TRACKING_URI": "http://127.0.0.1:9", "CHURNFLOW_MLFLOW_TIMEOUT": "2"}
MONITORING = {"minimum_positives": 20, "bound": {"metric": "pr_auc", "minimum": 0.3, "estimated": False}}
AIRFLOW = "http://127.0.0.1:8080"


@pytest.fixture(scope="module")
def work(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One version in production, two batches scored by it, the outcomes of the first one known."""
    folder = tmp_path_factory.mktemp("paged")
    variables = {**server.variables(), "CHURNFLOW_AIRFLOW_URL": AIRFLOW, "CHURNFLOW_INPUT_ROOTS": f"{folder / 'in'}:{DATA}"}
    work = Workspace(folder / "home", folder / "pipelines", NAME, variables)
    content = pipelines.small(NAME, monitoring=MONITORING)
    content["training"]["models"] = content["training"]["models"][:1]
    pipelines.write(work.pipelines, content)
    rows.write(folder / "in" / "training.csv", rows.training(2500))
    for step in training(["logistic-regression"], "training.csv") + promotion("ada"):
        work.run("incident__paged__v0__first", step).succeeded()
    for name, part in (("january", slice(0, 500)), ("february", slice(500, 900))):
        rows.write(folder / "in" / f"{name}.csv", rows.new_customers()[part])
        for step in [*inference(f"{name}.csv"), drift()]:
            work.run(name, step).succeeded()
    ids = {row["customer_id"] for row in rows.new_customers()[:500]}
    known = [row for row in rows.read(DATA / "telco_new_customers_labels.csv") if row["customer_id"] in ids]
    rows.write(folder / "in" / "labels.csv", known)
    work.run("look", Step("monitor-performance", {"CHURNFLOW_LABELS": "labels.csv"})).succeeded()
    work.run("first page", page()).succeeded()
    return work


@pytest.fixture
def copy(work: Workspace, tmp_path: Path) -> Workspace:
    """A volume of its own, to which MLflow does not answer."""
    shutil.copytree(work.home, tmp_path / "home")
    return Workspace(tmp_path / "home", work.pipelines, NAME, work.variables | AWAY)


def text(work: Workspace, name: str = f"{NAME}.html") -> str:
    return (work.home / "monitoring" / name).read_text(encoding="utf-8")


def status(work: Workspace) -> dict[str, Any]:
    return dict(json.loads(text(work, f"{NAME}.json")))


def test_it_says_what_is_in_production_and_why(work: Workspace) -> None:
    shown = text(work)
    assert "version 1" in shown and "less than a day old" in shown and "went into production, the first one" in shown
    assert ">ada<" in shown and "test; " in shown  # by whom, and the reason that was given, before the gate's own words
    split = json.loads((work.folder("incident__paged__v0__first") / "process-data" / "result.json").read_text())
    assert f"{split['training_rows']:,} customers" in shown


def test_it_says_what_was_scored_drifted_and_realised(work: Workspace) -> None:
    shown = text(work)
    look = json.loads((work.folder("look") / "monitor-performance" / "performance.json").read_text())
    (january,) = [batch for batch in look["batches"] if batch["run_id"] == "january"]
    assert f"{january['realised']['f1']['value']:.3f}" in shown and f"{january['realised']['pr_auc']['value']:.3f}" in shown
    assert "not yet known" in shown  # of february
    for run in ("january", "february"):
        found = json.loads((work.folder(run) / "detect-drift" / "drift.json").read_text())
        kept = [json.loads(file.read_text()) for file in sorted((work.home / "state" / NAME / "drift").iterdir())]
        (entry,) = [one for one in kept if one["run_id"] == run]
        effects = {each["column"]: max(each["values"]["effect"], each["missing"]["effect"]) for each in found["columns"]}
        weighty = [each["column"] for each in found["columns"] if each["weight"] >= found["policy"]["weight"]]
        worst = max(weighty, key=effects.__getitem__)
        assert (entry["worst"]["column"], entry["worst"]["effect"]) == (worst, effects[worst])
        assert entry["score_effect"] == max(found["score"]["values"]["effect"], found["score"]["missing"]["effect"])
        assert f"{worst} {effects[worst]:.2f}" in shown
        report = f"../runs/{NAME}/{run_folder_name(run)}/detect-drift/drift.html"
        assert f'href="{report}"' in shown and (work.home / "monitoring" / report).exists()


def test_it_links_to_the_servers_and_loads_nothing(work: Workspace) -> None:
    shown = text(work)
    assert f'href="{AIRFLOW}/dags/{NAME}_inference/runs/january"' in shown
    assert f'href="{work.variables["MLFLOW_TRACKING_URI"]}/#/models/{NAME}/versions/1"' in shown
    assert re.findall(r"url\(|@import|<(?:script|link|img|iframe|object|embed)\b|src=", shown) == []


def test_no_customer_is_named(work: Workspace) -> None:
    for file in (work.home / "monitoring").iterdir():
        assert not re.search(r"\bC0\d{4}\b", file.read_text(encoding="utf-8")), file


def test_the_picture_stands_by_itself(work: Workspace) -> None:
    picture = ElementTree.fromstring(text(work, f"{NAME}-performance.svg"))
    said = [element.text for element in picture.iter() if element.text and element.text.strip()]
    assert "Realised F1 from batch to batch" in said and "production" in said


def test_all_pipelines_have_a_row(work: Workspace) -> None:
    row = text(work, "index.html")
    answer = status(work)["answer"]["headline"]
    assert f'href="{NAME}.html"' in row and answer in row and "version 1, less than a day old" in row


def test_without_mlflow_it_goes_on_with_what_was_known_and_says_since_when(copy: Workspace) -> None:
    before = status(copy)["registry"]
    ended = copy.run("second page", page()).succeeded()
    assert "warning: what has become of versions is not known: MLflow at" in ended.err
    since = status(copy)["missing_since"]
    assert status(copy)["registry"] == before
    assert "MLflow has not answered since" in text(copy) and "went into production, the first one" in text(copy)
    copy.run("third page", page()).succeeded()
    assert status(copy)["missing_since"] == since


def test_without_mlflow_from_the_beginning_there_is_a_page_too(copy: Workspace) -> None:
    shutil.rmtree(copy.home / "monitoring")
    copy.run("page", page()).succeeded()
    shown = text(copy)
    assert "version 1" in shown and "logistic-regression" in shown  # as scoring has last resolved it
    assert "so that nothing is known of versions and decisions" in shown


def test_what_run_folders_had_is_said_to_be_gone(copy: Workspace) -> None:
    for run in ("january", "february", "look"):
        shutil.rmtree(copy.folder(run))
    copy.run("page", page()).succeeded()
    shown = text(copy)
    assert "The detailed pages of 2 of these batches are gone" in shown
    assert "The numbers of the last look at past predictions" in shown and "UTC, are gone with its run" in shown
    assert "How far the customers have changed" in shown  # what the verdicts keep is drawn all the same


def test_nothing_scored_and_nothing_promoted_is_a_page_too(tmp_path: Path, work: Workspace) -> None:
    empty = Workspace(tmp_path / "home", work.pipelines, NAME, AWAY)
    ended = empty.run("page", page()).succeeded()
    assert ended.result["answer"].startswith("Nothing is in production yet.")
    assert "Nothing has been scored yet." in text(empty)
    assert not (tmp_path / "home" / "monitoring" / f"{NAME}-performance.svg").exists()


def test_a_person_sees_it_without_scrolling_sideways(work: Workspace) -> None:
    missing = browser.missing()
    if missing:
        pytest.skip(missing)
    with browser.page(f"file://{work.home}/monitoring/") as window:
        window.size(1200, 1000)
        window.open("index.html")
        window.click(f'a[href="{NAME}.html"]')
        window.await_text("Have the customers changed?")
        assert window.run("return document.documentElement.scrollWidth <= window.innerWidth")
        assert window.run("return document.querySelectorAll('figure svg').length") == 4
        window.picture("monitoring-page")
