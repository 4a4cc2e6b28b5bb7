"""A container's health check: what makes it kill its component, and what does not."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from urllib.error import HTTPError

import healthy
import pytest


def looks(*answers, every=5.0):
    """Seconds unwell after each answer."""
    memory, now, found = healthy.Memory("1"), 1000.0, []
    for answer in answers:
        found.append(memory.look(answer, now))
        now += every
    return found


def test_a_component_that_was_well_is_counted_from_its_first_bad_answer():
    assert looks(True, False, False, False) == [0, 0, 5, 10]


def test_a_component_that_is_still_starting_is_not_counted():
    assert looks(False, False, False) == [0, 0, 0]


@pytest.mark.parametrize("answer", [True, None])
def test_a_good_answer_or_none_to_be_had_begins_anew(answer):
    assert looks(True, False, False, answer, False, False)[3:] == [0, 0, 5]


def test_a_machine_that_has_slept_begins_anew():
    assert looks(True, False, False, every=3600.0) == [0, 0, 0]


def test_what_is_remembered_is_of_this_process_only(tmp_path):
    file = tmp_path / "health.json"
    assert healthy.remembered(file, "7") == healthy.Memory("7")
    file.write_text(json.dumps({"process": "7", "looked": 1.0, "well": True, "unwell_since": 2.0}))
    assert healthy.remembered(file, "7") == healthy.Memory("7", 1.0, True, 2.0)
    assert healthy.remembered(file, "8") == healthy.Memory("8")
    file.write_text('{"pro')
    assert healthy.remembered(file, "7") == healthy.Memory("7")


@pytest.mark.parametrize(
    ("beat", "database", "expected"),
    [(0, "healthy", True), (90, "healthy", False), (None, "healthy", False), (90, "unhealthy", None)],
)
def test_a_heartbeat_that_the_api_server_cannot_know_says_nothing(monkeypatch, beat, database, expected):
    at = datetime.fromtimestamp(time.time() - (beat or 0), tz=UTC).isoformat()
    said = {"metadatabase": {"status": database}, "triggerer": {"latest_triggerer_heartbeat": at if beat is not None else None}}
    monkeypatch.setattr(healthy, "report", lambda: said)
    assert healthy.is_well("triggerer") is expected


def test_an_api_server_that_is_away_says_nothing_of_others_but_is_not_well_itself(monkeypatch):
    def away(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(healthy, "report", away)
    monkeypatch.setattr(healthy, "get", away)
    assert healthy.is_well("dag-processor") is None
    assert healthy.is_well("api-server") is False


@pytest.mark.parametrize(("database", "expected"), [("unhealthy", None), ("healthy", False)])
def test_a_scheduler_without_its_database_is_not_what_hangs(monkeypatch, database, expected):
    def unavailable(url):
        raise HTTPError(url, 503, "Service Unavailable", {}, None)

    monkeypatch.setattr(healthy, "get", unavailable)
    monkeypatch.setattr(healthy, "report", lambda: {"metadatabase": {"status": database}})
    assert healthy.is_well("scheduler") is expected
