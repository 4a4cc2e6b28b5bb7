"""infer-contract through its real jar: the draft takes the very table, and says what is suspicious and why."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.contracts.drafts import Drafting, Written, random_case, result, spoken, telling
from tests.support.places import DATA

ROWS = 400


def table(**columns: list[str]) -> list[list[str]]:
    """An id, a target and other columns."""
    base = {
        "customer_id": [f"c{row}" for row in range(ROWS)],
        "churn": ["Yes" if row % 3 == 0 else "No" for row in range(ROWS)],
    }
    base |= columns
    return [list(base), *(list(row) for row in zip(*base.values(), strict=True))]


def numbers(seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [str(chance.randint(0, 99)) for _ in range(ROWS)]


@pytest.mark.parametrize("seed", range(24))
def test_a_contract_accepts_the_table_it_was_inferred_from(tmp_path: Path, seed: int) -> None:
    content, written = random_case(seed)
    drafting = Drafting(tmp_path)
    ended = drafting.draft(written.bytes(content))
    found = result(ended)
    assert (found["id"], found["target"]["positive"]) == ("customer_id", "Yes")
    assert {key: found["dialect"][key] for key in ("delimiter", "encoding", "decimal")} == telling(content, written)
    drafting.accept("run")


def test_the_sample_becomes_a_pipeline_without_a_question(tmp_path: Path) -> None:
    drafting = Drafting(tmp_path)
    found = result(drafting.draft((DATA / "telco_churn.csv").read_bytes()))
    assert (found["id"], found["target"]) == ("customer_id", {"column": "churn", "positive": "Yes", "negative": "No"})
    assert len(found["features"]) == 19 and found["dropped"] == []
    assert drafting.column("tenure")["type"] == "integer"
    assert drafting.column("total_charges")["missing"] > 0
    assert drafting.column("contract")["categories"] == ["Month-to-month", "One year", "Two year"]
    drafting.accept("run")


def test_suspicious_columns_are_dropped_with_the_reason(tmp_path: Path) -> None:
    chance = random.Random(3)
    content = table(
        calls=numbers(),
        calls_again=numbers(),
        country=["DE"] * ROWS,
        account_no=[str(7_000_000 + 13 * row) for row in range(ROWS)],
        nothing=[""] * ROWS,
        rarely=["1" if row % 10 == 0 else "" for row in range(ROWS)],
        postcode=[f"{chance.randint(0, 999):05d}" for _ in range(ROWS)],
        reason=["moved" if row % 3 == 0 else "" for row in range(ROWS)],
        leaving_score=[str((900 if row % 3 == 0 else 100) + chance.randint(0, 99)) for row in range(ROWS)],
        remarks=[f"{chance.random()} called about the bill, was not happy" for _ in range(ROWS)],
        gone_flag=["Yes" if row % 3 == 0 else "No" for row in range(ROWS)],
    )
    drafting = Drafting(tmp_path)
    found = result(drafting.draft(Written().bytes(content)))
    reasons = dict(line.split(": ", 1) for line in found["dropped"])
    assert found["features"] == ["calls"]
    assert reasons["calls_again"] == "the same cell in every row as calls"
    assert reasons["country"].startswith("constant")
    assert reasons["account_no"].startswith("like an id")
    assert reasons["nothing"] == "empty in every row"
    assert reasons["rarely"].startswith(("constant", "mostly missing"))
    assert reasons["postcode"].startswith("high cardinality")
    assert "AUC" in reasons["reason"] and "AUC" in reasons["leaving_score"]
    assert reasons["remarks"].startswith(("like an id", "free text"))
    assert reasons["gone_flag"] == "the same cell in every row as churn"
    text = drafting.file.read_text(encoding="utf-8")
    assert "# - {name: country, type: category}   # dropped: constant" in text
    drafting.accept("run")


def test_a_mostly_missing_column_is_dropped(tmp_path: Path) -> None:
    chance = random.Random(4)
    content = table(calls=numbers(), rarely=[str(chance.randint(0, 9)) if chance.random() < 0.2 else "" for _ in range(ROWS)])
    found = result(Drafting(tmp_path).draft(Written().bytes(content)))
    assert len(found["dropped"]) == 1 and found["dropped"][0].startswith("rarely: mostly missing")


def test_no_model_sees_a_timestamp_alone_and_personal_columns_are_marked(tmp_path: Path) -> None:
    """Its age until a fixed day would be drift in every later batch: it is a comment, which works without its `#`."""
    chance = random.Random(5)
    days = [f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(2015, 2023)}" for _ in range(ROWS)]
    content = table(calls=numbers(), joined=days, telephone=[chance.choice(["home", "none"]) for _ in range(ROWS)])
    drafting = Drafting(tmp_path)
    found = result(drafting.draft(Written().bytes(content)))
    assert found["features"] == ["calls", "telephone"]
    assert drafting.column("joined") == {"name": "joined", "type": "timestamp", "format": "d/M/yyyy"}
    assert drafting.column("telephone")["personal"] is True
    drafting.accept("run")
    text = drafting.file.read_text(encoding="utf-8")
    drafting.file.write_text(text.replace("  # derived:", "  derived:").replace("  #   - {", "    - {"), encoding="utf-8")
    assert [line["part"] for line in drafting.read()["features"]["derived"]] == ["weekday", "age_in_days"]
    drafting.accept("another")


def test_days_between_timestamps_of_a_row_are_drafted_until_the_last_one(tmp_path: Path) -> None:
    chance = random.Random(5)
    months = [chance.randint(1, 12) for _ in range(ROWS)]
    taken = [f"2024-{month:02d}-28" for month in months]
    joined = [f"{chance.randint(2010, 2023)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}" for _ in range(ROWS)]
    seen = [f"2024-{month:02d}-{chance.randint(1, 27):02d}" for month in months]
    drafting = Drafting(tmp_path)
    found = result(drafting.draft(Written().bytes(table(taken=taken, joined=joined, seen=seen))))
    assert found["features"] == ["joined_age_in_days", "seen_age_in_days"]
    assert drafting.read()["features"]["derived"] == [
        {"from": name, "part": "age_in_days", "until_column": "taken"} for name in ("joined", "seen")
    ]
    drafting.accept("run")


def test_what_cannot_be_told_is_asked_for_at_once(tmp_path: Path) -> None:
    chance = random.Random(6)
    flags = {name: [chance.choice(["red", "blue"]) for _ in range(ROWS)] for name in ("first", "second")}
    plain = {"one": [f"a{row}" for row in range(ROWS)], "two": [f"b{row}" for row in range(ROWS)], "calls": numbers()}
    base = flags | plain
    content = Written().bytes([list(base), *(list(row) for row in zip(*base.values(), strict=True))])
    drafting = Drafting(tmp_path)
    ended = drafting.draft(content)
    assert ended.code == 2
    line = spoken(ended)
    assert "--target" in line and "first, second" in line and "--positive" in line
    assert "--id" in line and "one, two" in line
    ended = drafting.draft(content, target="first", id="calls")
    assert ended.code == 2
    assert "--positive" in spoken(ended) and "'blue' or 'red'" in spoken(ended) and "stand twice" in spoken(ended)
    assert not drafting.file.exists()
    found = result(drafting.draft(content, target="first", id="two", positive="red"))
    assert found["target"] == {"column": "first", "positive": "red", "negative": "blue"}
    drafting.accept("run")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 3, "found an empty file"),
        (b"id,churn,x\n", 3, "expected rows below the header"),
        (b"1,2,3\n4,5,6\n", 3, "expected a header"),
        (b"id,churn,id\n1,Yes,2\n", 3, "found 'id' twice"),
        (b"\x7fELF\0\1\2\0\0\3", 3, "binary"),
        (b"just some text\nand more\n", 3, "found one column"),
        (b"id,churn,x\n1,Yes,2\n2,No\n", 3, "line 3: expected 3 cells"),
        (
            b"id,churn,at\n" + b"".join(b"%d,%s,2024-01-%02d\n" % (row, (b"Yes", b"No")[row % 2], row + 1) for row in range(9)),
            3,
            "to learn from beside id, target and one timestamp",
        ),
        (b"id,churn\n" + b"".join(b"%d,%s\n" % (row, (b"Yes", b"No")[row % 2]) for row in range(9)), 3, "to learn from"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, content: bytes, code: int, words: str) -> None:
    drafting = Drafting(tmp_path)
    ended = drafting.draft(content)
    assert ended.code == code, ended.err
    assert words in spoken(ended)
    assert not drafting.file.exists()


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    drafting = Drafting(tmp_path)
    content = Written().bytes(table(calls=numbers()))
    result(drafting.draft(content))
    before = drafting.file.read_bytes()
    other = Drafting(tmp_path)
    values = {
        "CHURNFLOW_CSV": str(drafting.write(content)),
        "CHURNFLOW_NAME": "drafted",
        "CHURNFLOW_OUTPUT": str(drafting.file),
    }
    from tests.support.jobs import Step

    ended = other.workspace().run("draft", Step("infer-contract", values))
    assert ended.code == 2 and "expected no file there yet" in spoken(ended)
    assert drafting.file.read_bytes() == before


def test_the_same_table_gives_the_same_draft(tmp_path: Path) -> None:
    content = Written().bytes(table(calls=numbers(), price=[f"{row / 7:.2f}" for row in range(ROWS)]))
    drafting = Drafting(tmp_path)
    result(drafting.draft(content))
    first = drafting.file.read_bytes()
    result(drafting.draft(content))
    assert drafting.file.read_bytes() == first
