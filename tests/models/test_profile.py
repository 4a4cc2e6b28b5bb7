"""The profile of a table through the real jars: numbers as pandas, SciPy and scikit-learn have them; the report in MLflow."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from scipy import stats  # type: ignore[import-untyped]
from sklearn.metrics import mutual_info_score, roc_auc_score  # type: ignore[import-untyped]

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Workspace, profile, training
from tests.support.mlflow import tags
from tests.support.mlflow_server import MlflowServer

NUMBERS = ["tenure", "monthly_charges", "total_charges"]


@dataclass(frozen=True)
class Profiled:
    """The sample's profile."""

    work: Workspace
    ended: Ended

    @property
    def folder(self) -> Path:
        return self.work.folder("run") / "profile-data"

    def column(self, name: str) -> dict[str, Any]:
        found = next(column for column in self.json["columns"] if column["name"] == name)
        return dict(found)

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "profile.json").read_text())
        return found


def profiled(server: MlflowServer, folder: Path, table: list[rows.Row], threads: int = 2, **sections: Any) -> Profiled:
    pipelines.write(folder / "pipelines", pipelines.small("looked_at", **sections))
    variables = server.variables() | {"CHURNFLOW_THREADS": str(threads)}
    work = Workspace(folder / "home", folder / "pipelines", "looked_at", variables)
    rows.write(work.home / "inbox" / "training.csv", table)
    for step in training([], "training.csv")[:2]:
        work.run("run", step).succeeded()
    return Profiled(work, work.run("run", profile()).succeeded())


@pytest.fixture(scope="module")
def sample(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Profiled:
    return profiled(server, tmp_path_factory.mktemp("sample"), rows.training())


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    frame = pd.DataFrame(rows.training())
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name])
    return frame.assign(left=(frame["churn"] == "Yes").astype(int))


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_those_of_pandas(sample: Profiled, table: pd.DataFrame, name: str) -> None:
    found, values = sample.column(name), table[name]
    assert found["missing"] == values.isna().sum()
    assert found["distinct"] == values.nunique()
    numbers = found["numbers"]
    for field, expected in {
        "mean": values.mean(), "deviation": values.std(), "minimum": values.min(), "maximum": values.max(),
        "p05": values.quantile(0.05), "p25": values.quantile(0.25), "median": values.median(),
        "p75": values.quantile(0.75), "p95": values.quantile(0.95),
    }.items():  # fmt: skip
        assert numbers[field] == pytest.approx(expected, rel=1e-12), field
    reach = 1.5 * (values.quantile(0.75) - values.quantile(0.25))
    assert numbers["above_fence"] == (values > values.quantile(0.75) + reach).sum()
    there = table.dropna(subset=[name])
    assert found["association"]["auc"] == pytest.approx(roc_auc_score(there["left"], there[name]), abs=1e-12)


def test_rates_have_wilsons_intervals(sample: Profiled, table: pd.DataFrame) -> None:
    for rate in sample.column("contract")["rates"]:
        left = table.loc[table["contract"] == rate["part"], "left"]
        assert (rate["rows"], rate["positives"]) == (len(left), left.sum())
        expected = stats.binomtest(int(left.sum()), len(left)).proportion_ci(0.95, "wilson")
        assert (rate["rate"]["low"], rate["rate"]["high"]) == pytest.approx((expected.low, expected.high), abs=1e-9)
    for rate in sample.column("tenure")["rates"]:
        left = table.loc[table["tenure"].between(rate["low"], rate["high"]), "left"]
        assert (rate["rows"], rate["positives"]) == (len(left), left.sum())


def test_associations_are_those_of_scikit_learn_and_scipy_less_what_chance_gives(sample: Profiled, table: pd.DataFrame) -> None:
    count = len(table)
    for name in ("contract", "payment_method", "streaming_tv"):
        found = sample.column(name)["association"]
        levels = table[name].nunique()
        information = mutual_info_score(table[name], table["left"]) - (levels - 1) / (2 * count)
        assert found["mutual_information"] == pytest.approx(information, abs=1e-12)
        chi = stats.chi2_contingency(pd.crosstab(table[name], table["left"]), correction=False).statistic
        squared = max(0, chi / count - (levels - 1) / (count - 1))
        most = min(levels - 1 - (levels - 1) ** 2 / (count - 1), 1 - 1 / (count - 1))
        assert found["cramers_v"] == pytest.approx(np.sqrt(squared / most), abs=1e-9)


def test_matrices_are_those_of_pandas(sample: Profiled, table: pd.DataFrame) -> None:
    matrix = sample.json["matrix"]
    places = [matrix["columns"].index(name) for name in NUMBERS]
    for field, expected in {"correlations": table[NUMBERS].corr(), "covariances": table[NUMBERS].cov()}.items():
        found = np.array(matrix[field], dtype=float)[np.ix_(places, places)]
        np.testing.assert_allclose(found, expected, rtol=1e-9, err_msg=field)


def test_mlflow_has_the_report_in_a_finished_run_of_its_own(server: MlflowServer, sample: Profiled) -> None:
    (run,) = server.client.runs("looked_at")
    assert run["info"]["status"] == "FINISHED"
    assert run["info"]["run_id"] == sample.ended.result["run_id"]
    assert tags(run)["churnflow.airflow.run_id"] == "run"
    assert set(server.client.artifacts(run["info"]["run_id"])) == {"profile.html", "profile.json"}
    metrics = {metric["key"]: metric["value"] for metric in run["data"]["metrics"]}
    assert metrics["profile_rows"] == sample.json["rows"]


def test_a_second_run_is_reused_and_another_number_of_threads_gives_the_same_bytes(
    server: MlflowServer, sample: Profiled, tmp_path: Path
) -> None:
    assert sample.work.run("run", profile()).succeeded().result["status"] == "reused"
    other = profiled(server, tmp_path, rows.training(), threads=1)
    for name in ("profile.json", "profile.html", "manifest.json"):
        assert (other.folder / name).read_bytes() == (sample.folder / name).read_bytes(), name


def test_the_report_refers_to_nothing_outside_itself(sample: Profiled) -> None:
    page = (sample.folder / "profile.html").read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.findall(r"https?:|url\(|@import|<(?:script|link|img|iframe|object|embed)\b|src=", page) == []
    assert "C00001" not in page


def test_the_first_lines_name_what_is_wrong_with_a_table(server: MlflowServer, tmp_path: Path) -> None:
    spoiled = rows.training(2000)
    for number, row in enumerate(spoiled):
        left = (row["churn"] == "Yes") != (number % 100 == 0)
        row |= {"final_bill": str(20 + number % 7 if left else 0), "code": f"K{number}", "surname": f"Hidden{number % 40}"}
        row["months"] = row["tenure"]
    content = pipelines.sample()["contract"]["columns"] + [
        {"name": "final_bill", "type": "number"}, {"name": "code", "type": "category"},
        {"name": "months", "type": "integer"}, {"name": "surname", "type": "category", "personal": True},
    ]  # fmt: skip
    made = profiled(server, tmp_path, spoiled, contract={"columns": content})
    found = {suspicion["kind"]: suspicion["columns"] for suspicion in made.json["suspicions"]}
    assert found["LEAKING"] == ["final_bill"]
    assert found["COPIED_COLUMNS"] == ["tenure", "months"]
    assert found["ID_LIKE"] == ["code"]
    page = (made.folder / "profile.html").read_text()
    care = page[page.index('class="care"') : page.index("<h2>")]
    assert re.search(r"<li>final_bill \(AUC 0\.9\d\d\) tells the target almost alone", care)
    assert "surname" in page
    for text in (page, (made.folder / "profile.json").read_text(), made.ended.out, made.ended.err):
        assert "Hidden" not in text
