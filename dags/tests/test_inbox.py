"""Which files of an inbox are taken, on real folders with real time stamps."""

from __future__ import annotations

import hashlib
import json
import os
import time

import pytest
from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags.claims import CLAIM_SECONDS, take
from churnflow_dags.inbox import look


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def write(folder, name, text="a,b\n1,2\n"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def names(files):
    return [file.name for file in files]


def test_an_inbox_that_does_not_exist_is_empty(tmp_path):
    assert look(tmp_path / "none", 60, time.time()).whole == ()


def test_a_file_just_written_is_left_until_it_is_quiet(inbox):
    write(inbox, "new.csv")
    assert names(look(inbox, 60, time.time()).changing) == ["new.csv"]
    assert names(look(inbox, 60, time.time() + 59).changing) == ["new.csv"]
    assert names(look(inbox, 60, time.time() + 61).whole) == ["new.csv"]


def test_a_file_renamed_into_place_is_taken_without_the_wait(inbox):
    part = write(inbox, "new.csv.part")
    assert names(look(inbox, 60, time.time()).ignored) == ["new.csv.part"]
    time.sleep(0.05)
    part.rename(inbox / "new.csv")
    assert names(look(inbox, 60, time.time()).changing) == ["new.csv"]
    assert names(look(inbox, 60, time.time() + 3).whole) == ["new.csv"]


def test_a_file_written_on_after_its_renaming_has_to_be_quiet_again(inbox):
    file = write(inbox, "new.csv.part").rename(inbox / "new.csv")
    time.sleep(0.05)
    with file.open("a") as more:
        more.write("3,4\n")
    assert names(look(inbox, 60, time.time() + 3).changing) == ["new.csv"]


def test_an_empty_file_renamed_into_place_has_to_be_quiet(inbox):
    part = write(inbox, "new.csv.part", "")
    time.sleep(0.05)
    part.rename(inbox / "new.csv")
    assert names(look(inbox, 60, time.time() + 3).changing) == ["new.csv"]


def test_a_time_stamp_from_the_future_does_not_hold_a_file_back_for_ever(inbox):
    file = write(inbox, "new.csv")
    os.utime(file, (time.time() + 1e6, time.time() + 1e6))
    assert names(look(inbox, 60, time.time() + 61).whole) == ["new.csv"]


def test_the_oldest_comes_first(inbox):
    for age, name in ((300, "b.csv"), (900, "c.csv"), (600, "a.CSV")):
        os.utime(write(inbox, name), (time.time() - age, time.time() - age))
    assert names(look(inbox, 60, time.time() + 3).whole) == ["c.csv", "a.CSV", "b.csv"]


def test_hidden_files_other_endings_folders_links_and_odd_names_are_left_alone(inbox):
    for name in (".new.csv", "new.csv.tmp", "notes.txt", "a\nb.csv"):
        write(inbox, name)
    (inbox / "folder.csv").mkdir()
    (inbox / "link.csv").symlink_to("/etc/hostname")
    seen = look(inbox, 0, time.time() + 100)
    assert seen.whole == ()
    assert len(seen.ignored) == 6


def test_the_same_bytes_are_taken_once(inbox, tmp_path):
    files = [write(inbox, "a.csv"), write(inbox, "b.csv"), write(inbox, "c.csv", "a,b\n3,4\n")]
    assert names(c.path for c in take(tmp_path / "state", files, "run-1", time.time())) == ["a.csv", "c.csv"]


def test_what_has_been_scored_is_not_taken_again(inbox, tmp_path):
    state, file = tmp_path / "state", write(inbox, "a.csv")
    (claimed,) = take(state, [file], "run-1", time.time())
    (state / "scored").mkdir()
    (state / "scored" / f"{claimed.digest}.json").write_text("{}", encoding="utf-8")
    assert take(state, [file], "run-1", time.time()) == []


def test_another_run_leaves_a_claimed_file_alone_until_the_claim_lapses(inbox, tmp_path):
    state, file, now = tmp_path / "state", write(inbox, "a.csv"), time.time()
    assert len(take(state, [file], "run-1", now)) == 1
    assert take(state, [file], "run-2", now + CLAIM_SECONDS - 1) == []
    assert len(take(state, [file], "run-2", now + CLAIM_SECONDS)) == 1
    assert take(state, [file], "run-1", now + CLAIM_SECONDS + 1) == []


def test_a_retry_of_the_same_run_gets_the_same_files(inbox, tmp_path):
    files = [write(inbox, "a.csv"), write(inbox, "b.csv", "x\n")]
    first = take(tmp_path / "state", files, "run-1", time.time())
    assert take(tmp_path / "state", files, "run-1", time.time()) == first


def test_twenty_runs_at_once_take_each_file_once(inbox, tmp_path):
    files = [write(inbox, f"{n}.csv", f"{n}\n") for n in range(5)]
    readers, writers = zip(*(os.pipe() for _ in range(20)), strict=True)
    children = []
    for number, writer in enumerate(writers):
        child = os.fork()
        if child == 0:
            taken = take(tmp_path / "state", files, f"run-{number}", time.time())
            os.write(writer, json.dumps(names(c.path for c in taken)).encode())
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    everything = [name for reader in readers for name in json.loads(os.read(reader, 4096))]
    assert sorted(everything) == names(files)


def test_a_file_that_cannot_be_read_is_handed_on_so_that_the_job_says_why(inbox, tmp_path):
    missing = inbox / "gone.csv"
    (claimed,) = take(tmp_path / "state", [missing], "run-1", time.time())
    assert claimed.path == missing


def test_a_file_that_is_too_large_is_handed_on_unread_so_that_the_job_says_so(inbox, tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_INPUT_MEGABYTES", "1")
    whole, large = write(inbox, "whole.csv"), inbox / "large.csv"
    large.touch()
    os.truncate(large, 1 << 20)
    state, now = tmp_path / "state", time.time()
    (at_the_limit,) = take(state, [large], "run-1", now)
    assert at_the_limit.digest == hashlib.sha256(bytes(1 << 20)).hexdigest()
    os.truncate(large, (1 << 20) + 1)
    taken = take(state, [large, whole], "run-1", now)
    assert names(c.path for c in taken) == ["large.csv", "whole.csv"]
    assert taken[0].digest != hashlib.sha256(bytes((1 << 20) + 1)).hexdigest()
    assert take(state, [large, whole], "run-2", now) == []
    os.truncate(large, 0)
    assert names(c.path for c in take(state, [large], "run-2", now)) == ["large.csv"]


@pytest.mark.parametrize("text", ["0", "-1", "many"])
def test_a_limit_that_is_no_number_is_named(inbox, tmp_path, monkeypatch, text):
    monkeypatch.setenv("CHURNFLOW_INPUT_MEGABYTES", text)
    with pytest.raises(AirflowFailException, match=f"CHURNFLOW_INPUT_MEGABYTES: expected a whole number .* found '{text}'"):
        take(tmp_path / "state", [write(inbox, "a.csv")], "run-1", time.time())
