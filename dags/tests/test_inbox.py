"""Which files of an inbox are taken, on real folders with real time stamps."""

from __future__ import annotations

import hashlib
import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import choose
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


def score(state, claimed):
    """What publish-predictions leaves."""
    (state / "scored").mkdir(exist_ok=True)
    (state / "scored" / f"{claimed.digest}.json").write_text("{}", encoding="utf-8")


def one_after_the_other(state, files, now):
    """The names that looks take until one finds nothing, each by a run of its own; all but the last say that there is more."""
    taken, run = [], 0
    while claimed := take(state, files, f"run-{run}", now):
        taken.append((claimed.path.name, claimed.more))
        run += 1
    return taken


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


def test_a_look_takes_the_oldest_and_leaves_the_rest_to_the_next_ones(inbox, tmp_path):
    files = [write(inbox, f"{n}.csv", f"{n}\n") for n in range(30)]
    taken = one_after_the_other(tmp_path / "state", files, time.time())
    assert taken == [(file.name, file != files[-1]) for file in files]


def test_a_file_that_waits_for_its_turn_is_not_scored_twice_however_long_the_others_take(inbox, tmp_path):
    state, now, taken = tmp_path / "state", time.time(), []
    files = [write(inbox, f"{n}.csv", f"{n}\n") for n in range(5)]
    for turn in range(5):
        claimed = take(state, files, f"run-{turn}", now + turn * CLAIM_SECONDS)
        taken.append(claimed.path)
        score(state, claimed)
    assert taken == files
    assert take(state, files, "run-5", now + 5 * CLAIM_SECONDS) is None


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """What a scheduled run's task says of the inbox `in`."""
    context = {
        "ti": SimpleNamespace(xcom_pull=lambda task_ids: {"input": ""}),
        "dag_run": SimpleNamespace(start_date=datetime.now(UTC)),
        "run_id": "run-1",
    }
    monkeypatch.setattr(choose, "get_current_context", lambda: context)
    monkeypatch.setenv("CHURNFLOW_HOME", str(tmp_path))
    (tmp_path / "inbox" / "in").mkdir(parents=True)
    return lambda: choose.choose_input.function("p", "in", 60)


def test_no_file_waits_for_another_that_is_still_being_written(chosen, tmp_path):
    old, new = (write(tmp_path / "inbox" / "in", name, name) for name in ("old.csv", "new.csv"))
    os.utime(old, (time.time() - 100, time.time() - 100))
    found = chosen()
    assert (found.is_done, found.xcom_value) == (True, {"input": str(old), "more": True})
    old.unlink()
    assert not chosen().is_done, "the next look waits for it"
    os.utime(new, (time.time() - 100, time.time() - 100))
    assert chosen().xcom_value == {"input": str(new), "more": False}


def test_the_same_bytes_are_taken_once(inbox, tmp_path):
    files = [write(inbox, "a.csv"), write(inbox, "b.csv"), write(inbox, "c.csv", "a,b\n3,4\n"), write(inbox, "d.csv")]
    assert one_after_the_other(tmp_path / "state", files, time.time()) == [("a.csv", True), ("c.csv", False)]


def test_what_has_been_scored_is_not_taken_again(inbox, tmp_path):
    state, file = tmp_path / "state", write(inbox, "a.csv")
    score(state, take(state, [file], "run-1", time.time()))
    assert take(state, [file], "run-1", time.time()) is None


def test_another_run_leaves_a_claimed_file_alone_until_the_claim_lapses(inbox, tmp_path):
    state, file, now = tmp_path / "state", write(inbox, "a.csv"), time.time()
    assert take(state, [file], "run-1", now)
    assert take(state, [file], "run-2", now + CLAIM_SECONDS - 1) is None
    assert take(state, [file], "run-2", now + CLAIM_SECONDS)
    assert take(state, [file], "run-1", now + CLAIM_SECONDS + 1) is None


def test_a_retry_of_the_same_run_gets_the_same_file(inbox, tmp_path):
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
            os.write(writer, json.dumps(names([taken.path] if taken else [])).encode())
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    everything = [name for reader in readers for name in json.loads(os.read(reader, 4096))]
    assert sorted(everything) == names(files)


def test_a_file_that_cannot_be_read_is_handed_on_so_that_the_job_says_why(inbox, tmp_path):
    missing = inbox / "gone.csv"
    assert take(tmp_path / "state", [missing], "run-1", time.time()).path == missing


def test_a_file_that_is_too_large_is_handed_on_unread_so_that_the_job_says_so(inbox, tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_INPUT_MEGABYTES", "1")
    large, state, now = inbox / "large.csv", tmp_path / "state", time.time()
    large.touch()
    os.truncate(large, 1 << 20)
    assert take(state, [large], "run-1", now).digest == hashlib.sha256(bytes(1 << 20)).hexdigest()
    os.truncate(large, (1 << 20) + 1)
    taken = take(state, [large], "run-1", now)
    assert taken.path == large
    assert taken.digest != hashlib.sha256(bytes((1 << 20) + 1)).hexdigest()
    assert take(state, [large], "run-2", now) is None
    os.truncate(large, 0)
    assert take(state, [large], "run-2", now).path == large


@pytest.mark.parametrize("text", ["0", "-1", "many", "²"])
def test_a_limit_that_is_no_number_is_named(inbox, tmp_path, monkeypatch, text):
    monkeypatch.setenv("CHURNFLOW_INPUT_MEGABYTES", text)
    with pytest.raises(AirflowFailException, match=f"CHURNFLOW_INPUT_MEGABYTES: expected a whole number .* found '{text}'"):
        take(tmp_path / "state", [write(inbox, "a.csv")], "run-1", time.time())


@pytest.fixture
def reads(monkeypatch):
    """The names of the files that were read for their digests."""
    seen, digest = [], hashlib.file_digest

    def noted(content, kind):
        seen.append(Path(content.name).name)
        return digest(content, kind)

    monkeypatch.setattr(hashlib, "file_digest", noted)
    return seen


def test_a_file_is_read_once_as_long_as_it_stays_as_it_is(inbox, tmp_path, reads):
    state, files = tmp_path / "state", [write(inbox, f"{n}.csv", f"{n}\n") for n in range(4)]
    one_after_the_other(state, files, time.time())
    assert reads == ["0.csv", "1.csv", "2.csv", "3.csv"]
    times = files[2].stat()
    write(inbox, "2.csv", "x\n")
    os.utime(files[2], ns=(times.st_atime_ns, times.st_mtime_ns))  # its inode tells all the same
    (inbox / "3.csv").rename(inbox / "4.csv")
    assert take(state, [*files[:3], inbox / "4.csv"], "later", time.time()).path == files[2]
    assert reads[4:] == ["2.csv", "4.csv"]


def test_a_look_that_is_ended_half_way_has_not_read_in_vain(inbox, tmp_path, reads, monkeypatch):
    state, files = tmp_path / "state", [write(inbox, f"{n}.csv", f"{n}\n") for n in range(3)]
    score(state, take(state, files[:1], "run-1", time.time()))
    score(state, take(state, files[1:2], "run-1", time.time()))
    (state / "digests.json").unlink()

    class OutOfTimeError(BaseException):
        pass

    digest = hashlib.file_digest

    def too_slow(content, kind):
        if content.name == str(files[2]):
            raise OutOfTimeError
        return digest(content, kind)

    with monkeypatch.context() as patched:
        patched.setattr(hashlib, "file_digest", too_slow)
        with pytest.raises(OutOfTimeError):
            take(state, files, "run-2", time.time())
    del reads[:]
    assert take(state, files, "run-2", time.time()).path == files[2]
    assert reads == ["2.csv"]


def test_of_files_that_are_gone_nothing_is_remembered(inbox, tmp_path):
    state, files = tmp_path / "state", [write(inbox, f"{n}.csv", f"{n}\n") for n in range(2)]
    take(state, files, "run-1", time.time())
    assert len(json.loads((state / "digests.json").read_text())) == 2
    files[0].unlink()
    take(state, files[1:], "run-2", time.time())
    assert len(json.loads((state / "digests.json").read_text())) == 1


@pytest.mark.parametrize("text", ["", "{", "1", '["x"]'])
def test_a_damaged_memory_is_an_empty_one(inbox, tmp_path, text):
    state, file = tmp_path / "state", write(inbox, "a.csv")
    state.mkdir()
    (state / "digests.json").write_text(text)
    assert take(state, [file], "run-1", time.time()).digest == hashlib.sha256(file.read_bytes()).hexdigest()
