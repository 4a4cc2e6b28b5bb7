"""A file that comes over HTTP: whole into the inbox, or nothing of it."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import time

import pytest

from churnflow_dags import uploads
from churnflow_dags.home import run_folder
from churnflow_dags.inbox import look
from churnflow_dags.uploads import RefusedError, predictions, take


async def pieces(*content):
    for piece in content:
        if isinstance(piece, Exception):
            raise piece
        yield piece


def send(home, *content, name="march.csv", most=100):
    return asyncio.run(take(home, "small", name, pieces(*content), most))


def left(home):
    return sorted(path.name for path in (home / "inbox" / "small").iterdir())


def test_what_comes_in_pieces_lies_in_the_inbox_as_one_file(tmp_path):
    taken = send(tmp_path, b"id\n", b"", b"C1\n")
    assert (taken.input, taken.bytes, taken.sha256) == ("small/march.csv", 6, hashlib.sha256(b"id\nC1\n").hexdigest())
    file = tmp_path / "inbox" / taken.input
    assert file.read_bytes() == b"id\nC1\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert left(tmp_path) == ["march.csv"]


def test_it_is_known_as_whole_before_the_quiet_time_is_over(tmp_path):
    send(tmp_path, b"id\n")
    assert look(tmp_path / "inbox" / "small", 3600, time.time() + 3).whole


@pytest.mark.parametrize("failure", [ConnectionResetError(), OSError(errno.EIO, "broken"), RuntimeError("client has gone")])
def test_an_upload_that_breaks_off_leaves_nothing(tmp_path, failure):
    with pytest.raises(type(failure)):
        send(tmp_path, b"id\n", failure)
    assert left(tmp_path) == []


def test_nothing_of_it_shows_before_it_is_whole(tmp_path):
    async def slowly():
        yield b"id\n"
        seen.extend(look(tmp_path / "inbox" / "small", 0, time.time() + 100).whole)
        yield b"C1\n"

    seen = []
    asyncio.run(take(tmp_path, "small", "march.csv", slowly(), 100))
    assert seen == []


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        (413, [b"x" * 60, b"x" * 60], "at most"),
        (400, [], "found nothing"),
        (507, [b"id\n", OSError(errno.ENOSPC, "No space left on device")], "the shared volume is full"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(tmp_path, status, content, said):
    with pytest.raises(RefusedError, match=said) as refused:
        send(tmp_path, *content)
    assert refused.value.status == status
    assert left(tmp_path) == []


def test_a_file_of_that_name_is_not_replaced(tmp_path):
    send(tmp_path, b"first")
    with pytest.raises(RefusedError, match=r"found march\.csv") as refused:
        send(tmp_path, b"second")
    assert refused.value.status == 409
    assert (tmp_path / "inbox/small/march.csv").read_bytes() == b"first"
    assert left(tmp_path) == ["march.csv"]


@pytest.mark.parametrize(
    "name",
    ["", ".csv", ".x.csv", "../x.csv", "a/b.csv", "x.csv\n", "x.csv.part", "$(touch x).csv", "ä.csv", "x" * 121 + ".csv"],
)
def test_a_name_is_a_plain_one(tmp_path, name):
    with pytest.raises(RefusedError, match=r"name: expected letters") as refused:
        send(tmp_path, b"id\n", name=name)
    assert refused.value.status == 400
    assert not (tmp_path / "inbox").exists()


def test_what_a_killed_server_left_goes_after_a_day(tmp_path):
    folder = tmp_path / "inbox" / "small"
    folder.mkdir(parents=True)
    for name, age in ((".old.csv.0.part", 2), (".new.csv.0.part", 0)):
        (folder / name).write_text("half")
        then = time.time() - age * 24 * 3600
        os.utime(folder / name, (then, then))
    send(tmp_path, b"id\n")
    assert left(tmp_path) == [".new.csv.0.part", "march.csv"]


@pytest.mark.parametrize(("text", "megabytes"), [("", 1024), ("3", 3)])
def test_the_size_is_a_setting(monkeypatch, text, megabytes):
    monkeypatch.setenv("CHURNFLOW_UPLOAD_MEGABYTES", text)
    assert uploads.most_bytes() == megabytes << 20


@pytest.mark.parametrize("text", ["0", "-1", "much", "1.5", "²"])
def test_a_size_that_is_none_is_said(monkeypatch, text):
    monkeypatch.setenv("CHURNFLOW_UPLOAD_MEGABYTES", text)
    with pytest.raises(RefusedError, match="CHURNFLOW_UPLOAD_MEGABYTES: expected a whole number"):
        uploads.most_bytes()


def test_predictions_are_found_by_the_runs_id(tmp_path):
    run_id = "manual__2026-11-29T06:00:00+00:00"
    assert run_folder("a b") != run_folder("a_b")
    with pytest.raises(RefusedError, match="expected predictions, found none") as refused:
        predictions(tmp_path, "small", run_id)
    assert refused.value.status == 404
    file = tmp_path / "predictions" / "small" / run_folder(run_id) / "predictions.csv"
    file.parent.mkdir(parents=True)
    file.write_text("id\n")
    assert predictions(tmp_path, "small", run_id) == file
    with pytest.raises(RefusedError):
        predictions(tmp_path, "small", "../" * 9 + "etc/passwd")
