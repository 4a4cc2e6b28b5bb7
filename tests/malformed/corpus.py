"""All cases: the named ones, and as many drawn by seed as asked for."""

from __future__ import annotations

from tests.malformed import drawn, files, tables
from tests.malformed.case import FINE, Case
from tests.malformed.feeding import Fed


def named() -> list[Case]:
    return tables.cases() + files.cases()


def fixed() -> list[Case]:
    return [case for case in named() if case.fixed]


def everything(count: int, seed: int) -> list[Case]:
    return named() + drawn.cases(count, seed)


def require(case: Case, fed: Fed) -> None:
    """It ended with a right code, and its error says where."""
    said = [line for line in fed.ended.err.splitlines() if "error: " in line]
    assert fed.ended.code in case.codes, f"expected exit {case.codes}, found {fed.ended.code}: {said or fed.ended.out}"
    missing = [word for word in case.words if fed.ended.code != FINE and word not in said[0]]
    assert missing == [], f"expected {missing} in: {said}"
