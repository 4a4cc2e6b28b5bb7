"""Doing a training again that has used outcomes: what must still be on the shared volume."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from churnflow_stack import past

LABELS = "a" * 64


def kept(home: Path) -> dict[str, Any]:
    """Two batches, of which one has features, and a file of outcomes."""
    batches = []
    for name, features in (("march", True), ("april", False)):
        folder = home / "predictions" / "p" / name
        folder.mkdir(parents=True)
        (folder / "scored.arrow").write_text(name)
        batch: dict[str, Any] = {"batch": name, "rows": {"sha256": digest(name)}}
        if features:
            (folder / "features.arrow").write_text("customers")
            batch["features"] = {"sha256": digest("customers")}
        batches.append(batch)
    (home / "labels" / "p").mkdir(parents=True)
    (home / "labels" / "p" / f"{LABELS}.arrow").write_text("outcomes")
    return {"as_of": "2026-05-01T00:00:00Z", "batches": batches, "labels": [{"sha256": LABELS}]}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_nothing_is_said_where_all_is_there(tmp_path: Path) -> None:
    past.expect(kept(tmp_path), tmp_path, "p")


@pytest.mark.parametrize(
    "path", ["predictions/p/march/features.arrow", "predictions/p/april/scored.arrow", f"labels/p/{LABELS}.arrow"]
)
def test_the_first_file_that_is_gone_is_named(tmp_path: Path, path: str) -> None:
    known = kept(tmp_path)
    (tmp_path / path).unlink()
    with pytest.raises(past.DataGoneError, match=path):
        past.expect(known, tmp_path, "p")


def test_another_file_of_the_same_name_is_named_with_the_digest_that_was_used(tmp_path: Path) -> None:
    known = kept(tmp_path)
    (tmp_path / "predictions/p/march/features.arrow").write_text("others")
    with pytest.raises(past.DataGoneError, match=digest("customers")):
        past.expect(known, tmp_path, "p")


def test_a_scratch_volume_sees_the_archive_and_what_was_known(tmp_path: Path) -> None:
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    known = kept(home)
    run = scratch / "runs" / "p" / "r"
    run.mkdir(parents=True)
    past.lend(known, home, scratch, run)
    past.expect(known, scratch, "p")
    assert (run / "known-outcomes.json").is_file()
