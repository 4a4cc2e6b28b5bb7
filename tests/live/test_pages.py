"""What a reviewer opens: the run, the version with its card, the report on the screen and on paper; pictures to look at.

The pictures in docs/images are copies of those that this leaves behind.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live.runs import Trained
from tests.support import browser
from tests.support.stack import Stack

NAME = "telco_churn"
MODELS = "workflowType=machine_learning"  # else MLflow shows its pages for language models

pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))


@pytest.fixture(scope="module")
def mlflow(stack: Stack) -> Iterator[browser.Page]:
    """A browser that MLflow knows."""
    with browser.page(stack.mlflow.url) as page:
        page.authorise(stack.mlflow.user, stack.mlflow.password)
        page.size(1400, 1150)
        page.open("/#/experiments")
        page.click('[aria-label="Close"]')  # MLflow's assistant opens itself at a first visit
        yield page


@pytest.fixture(scope="module")
def report(stack: Stack, trained: Trained) -> Iterator[browser.Page]:
    """The report as a file, without any server."""
    path = stack.run_folder(NAME, trained.run_id) / "evaluate-model" / "report.html"
    with browser.page("file://") as page:
        page.size(1200, 1400)
        page.open(str(path))
        yield page


def test_the_runs_page_shows_the_model_and_where_it_came_from(stack: Stack, trained: Trained, mlflow: browser.Page) -> None:
    version = stack.mlflow.version(NAME, trained.version)
    mlflow.open(f"/#/experiments/{stack.mlflow.experiment_id(NAME)}/runs/{version['run_id']}?{MODELS}")
    for text in ("holdout_pr_auc", "Registered models", f"{NAME}_training", "train (", "Search: ", "Calibration: "):
        mlflow.await_text(text)
    mlflow.picture("mlflow-run")


def test_the_versions_page_shows_the_card(stack: Stack, trained: Trained, mlflow: browser.Page) -> None:
    mlflow.open(f"/#/models/{NAME}/versions/{trained.version}?{MODELS}")
    for text in (f"{NAME}: {trained.winner}", "Be careful about", "Search: ", "churnflow.decision.1"):
        mlflow.await_text(text)
    mlflow.picture("mlflow-version")


def test_the_runs_artifacts_show_plots_as_pictures(stack: Stack, trained: Trained, mlflow: browser.Page) -> None:
    run = stack.mlflow.version(NAME, trained.version)["run_id"]
    mlflow.open(f"/#/experiments/{stack.mlflow.experiment_id(NAME)}/runs/{run}/artifacts/evaluation/roc.svg?{MODELS}")
    mlflow.await_text("roc.svg")
    mlflow.await_true("return [...document.images].some(image => image.src.startsWith('blob:') && image.clientHeight > 300)")
    mlflow.picture("mlflow-plot")


def test_the_report_fits_the_screen(report: browser.Page) -> None:
    report.await_text("Be careful about")
    report.picture("report")
    assert cut_off(report) == []


def test_the_report_fits_paper(report: browser.Page) -> None:
    """A4 upright less the page's margins is 688 pixels wide."""
    report.as_printed(688)
    report.picture("report-printed")
    assert cut_off(report) == []


def test_the_profile_fits_the_screen_and_paper(stack: Stack, trained: Trained) -> None:
    path = stack.run_folder(NAME, trained.run_id) / "profile-data" / "profile.html"
    with browser.page("file://") as page:
        page.size(1200, 1400)
        page.open(str(path))
        page.await_text("What tells of churn")
        page.picture("profile")
        assert cut_off(page) == []
        page.as_printed(688)
        page.picture("profile-printed")
        assert cut_off(page) == []


def cut_off(page: browser.Page) -> list[str]:
    """Tables, plots and boxes whose content is wider than the room they have."""
    found: list[str] = page.run(
        "return [...document.querySelectorAll('.grid, figure, .fact, .care')]"
        ".filter(part => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > innerWidth + 1)"
        ".map(part => part.className + ' ' + part.innerText.slice(0, 40))"
    )
    return found
