"""Our best model is as good as scikit-learn's and LightGBM's, on the Telco table and on two whose best answer is known.

Each table alone: `make test-quality TABLE=telco`. With CHURNFLOW_EVIDENCE=1 the table's part of docs/quality.md is written.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from statistics import mean

import pytest

from tests.peers.quality import page, peers
from tests.peers.quality.comparison import LIMITS, Comparison
from tests.peers.quality.ours import Sitting
from tests.peers.quality.study import FOLDS
from tests.peers.quality.tables import TABLES
from tests.support.mlflow_server import MlflowServer
from tests.support.places import shown


@pytest.fixture(scope="module", params=list(TABLES))
def comparison(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    """One table, both sides."""
    study = TABLES[request.param]()
    folder = tmp_path_factory.mktemp(study.name)
    began = time.monotonic()
    server = MlflowServer(folder / "mlflow")
    server.start()
    try:
        patient = server.variables() | {"CHURNFLOW_MLFLOW_TIMEOUT": "600"}  # beside other work
        ours = Sitting(study, folder, patient).measured()
    finally:
        server.stop()
    halfway = time.monotonic()
    tried = [{name: one["trials"] for name, one in split["candidates"].items()} for split in ours]
    theirs = peers.measured(study, folder, tried)
    found = Comparison(study, ours, theirs["splits"])
    ended = time.monotonic()
    if "CHURNFLOW_EVIDENCE" in os.environ:
        page.write(found, theirs["versions"], halfway - began, ended - halfway)
    kept = {"ours": ours, "theirs": theirs["splits"], "seconds": [halfway - began, ended - halfway]}
    (shown() / f"quality-{study.name}.json").write_text(json.dumps(kept, indent=1))
    yield found


def test_our_best_is_as_good_as_each_librarys(comparison: Comparison) -> None:
    missed = [difference for difference in comparison.differences() if not difference.kept]
    assert not missed, [(one.library, one.metric, one.mean, f"limit {-LIMITS[one.metric]}") for one in missed]


def test_nobody_is_better_than_the_truth(comparison: Comparison) -> None:
    known = comparison.known()
    if known is None:
        pytest.skip("nobody knows the best answer on this table")
    for side, values in comparison.best().items():
        assert mean(values["roc_auc"]) <= mean(known["roc_auc"]) + 0.002, side
        assert mean(values["brier"]) >= mean(known["brier"]) - 0.002, side


def test_every_candidate_is_what_this_table_allows(comparison: Comparison) -> None:
    if comparison.study.name != "telco":
        pytest.skip("only of the Telco table it is known from elsewhere")
    assert len(comparison.ours) == FOLDS * comparison.study.repeats
    for algorithm, sides in comparison.candidates().items():
        assert 0.83 <= mean(sides["Churnflow"]["roc_auc"]) <= 0.86, algorithm
        assert mean(split["candidates"][algorithm]["f1"] for split in comparison.ours) >= 0.60, algorithm
