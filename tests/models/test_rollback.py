"""Back and forth between versions, through the real jars and a real registry: what is rolled back stays out of use."""

from __future__ import annotations

import pytest

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, training
from tests.support.mlflow import tags
from tests.support.mlflow_server import MlflowServer

NAME = "to_and_fro"
PERSON = {"CHURNFLOW_APPROVED_BY": "ada", "CHURNFLOW_OVERRIDE_BY": "ada", "CHURNFLOW_OVERRIDE_REASON": "to try it"}


def act(work: Workspace, run_id: str, action: str, version: int | None = None) -> Ended:
    chosen = {} if version is None else {"CHURNFLOW_CANDIDATE_VERSION": str(version)}
    return work.run(run_id, Step("promote-model", {"CHURNFLOW_ACTION": action} | PERSON | chosen))


def promote(work: Workspace, run_id: str, version: int) -> None:
    act(work, run_id, "gate", version)  # whatever it says: a person overrules it
    act(work, run_id, "promote", version).succeeded()


@pytest.fixture(scope="module")
def work(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Versions 1 to 3, of which the first was promoted, then the second, then the first again."""
    folder = tmp_path_factory.mktemp(NAME)
    made = Workspace(folder / "home", folder / "pipelines", NAME, server.variables())
    pipelines.write(made.pipelines, pipelines.small(NAME))
    rows.write(made.home / "inbox" / "training.csv", rows.training(1500))
    for version in (1, 2, 3):
        for step in training(["logistic-regression"], "training.csv"):
            made.run(f"training {version}", step).succeeded()
    for run_id, version in (("first", 1), ("second", 2), ("first again", 1)):
        promote(made, run_id, version)
    return made


@pytest.fixture(scope="module")
def returned(work: Workspace) -> Workspace:
    act(work, "back", "rollback").succeeded()
    return work


def status(server: MlflowServer, version: int) -> str:
    return tags(server.client.version(NAME, version))["churnflow.status"]


def test_a_rollback_leaves_the_bad_version_rejected_and_nothing_to_return_to(returned: Workspace, server: MlflowServer) -> None:
    aliases = server.client.aliases(NAME)
    assert aliases["production"] == "2"
    assert "previous" not in aliases
    assert (status(server, 1), status(server, 2)) == ("rejected", "production")


def test_a_second_rollback_does_not_bring_it_back(returned: Workspace, server: MlflowServer) -> None:
    refused = act(returned, "back again", "rollback")
    assert refused.code == 2
    assert "that is not rejected, found" in refused.err
    assert server.client.aliases(NAME)["production"] == "2"


def test_trying_the_promotion_again_does_not_say_that_it_is_done(returned: Workspace) -> None:
    again = act(returned, "first again", "promote", 1)
    assert again.code == 2
    assert "found it rolled back" in again.err


def test_a_challenger_that_is_replaced_is_withdrawn(returned: Workspace, server: MlflowServer) -> None:
    act(returned, "try 1", "challenge", 1).succeeded()
    act(returned, "try 3", "challenge", 3).succeeded()
    assert server.client.aliases(NAME)["challenger"] == "3"
    assert (status(server, 1), status(server, 3)) == ("withdrawn", "challenger")


def test_what_a_rollback_returns_to_is_that_again_once_it_is_no_challenger(returned: Workspace, server: MlflowServer) -> None:
    promote(returned, "third", 3)
    assert status(server, 2) == "previous"
    act(returned, "try 2", "challenge", 2).succeeded()
    act(returned, "no more", "withdraw").succeeded()
    assert status(server, 2) == "previous"


def test_a_version_made_by_hand_is_no_challenger(returned: Workspace, server: MlflowServer) -> None:
    made = server.client.make_version(NAME, server.client.version(NAME, 1)["source"].removeprefix("models:/"))
    refused = act(returned, "by hand", "challenge", int(made["version"]))
    assert refused.code == 2
    assert "churnflow." in refused.err and refused.err.count("\n") == 1
    assert server.client.aliases(NAME).get("challenger") != made["version"]


def test_a_challenger_that_returns_to_production_is_none_any_more(returned: Workspace, server: MlflowServer) -> None:
    act(returned, "try 2 again", "challenge", 2).succeeded()
    act(returned, "back to 2", "rollback").succeeded()
    aliases = server.client.aliases(NAME)
    assert aliases["production"] == "2"
    assert "challenger" not in aliases
    assert status(server, 2) == "production"
