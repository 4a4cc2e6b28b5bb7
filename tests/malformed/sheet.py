"""The sample tables, and what is done to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from tests.malformed.case import DATA, FINE, Case, Way
from tests.malformed.feeding import SCORED_ROWS, TRAINING_ROWS
from tests.support import rows

ROW = 6  # the row that is spoiled, from 0, where it is one
LINE = f"line {ROW + 2}"
EITHER = (Way.TRAIN, Way.SCORE)
ALL = (*EITHER, Way.DRAFT)


@dataclass(frozen=True)
class Sheet:
    """A header and rows of cells."""

    header: list[str]
    cells: list[list[str]]

    def changed(self, column: str, text: str, row: int = ROW) -> Sheet:
        cells = [list(line) for line in self.cells]
        cells[row][self.header.index(column)] = text
        return Sheet(self.header, cells)

    def named(self, column: str, name: str) -> Sheet:
        return Sheet([name if cell == column else cell for cell in self.header], self.cells)

    def having(self, name: str, text: str, count: int = 1) -> Sheet:
        """With more columns at the end; with a number behind the name where they are several."""
        names = [name] if count == 1 else [f"{name}{place}" for place in range(count)]
        return Sheet(self.header + names, [line + [text] * count for line in self.cells])

    def without(self, column: str) -> Sheet:
        place = self.header.index(column)
        return Sheet(_cut(self.header, place), [_cut(line, place) for line in self.cells])

    def text(self, end: str = "\n", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL, delimiter: str = ",") -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator=end, quoting=quoting, delimiter=delimiter).writerows([self.header, *self.cells])
        return out.getvalue()

    def bytes(self) -> bytes:
        return self.text().encode()


def _cut(cells: list[str], place: int) -> list[str]:
    return cells[:place] + cells[place + 1 :]


@cache
def sheet(way: Way) -> Sheet:
    """The unspoiled table of a way."""
    table = rows.new_customers(SCORED_ROWS) if way is Way.SCORE else rows.training(TRAINING_ROWS)
    return Sheet(list(table[0]), [list(row.values()) for row in table])


Mutation = Callable[[Sheet], bytes]


@dataclass(frozen=True)
class Spoil:
    """A mutation of a table; the same for every way but for where it is told otherwise."""

    kind: str
    name: str
    mutate: Mutation
    codes: tuple[int, ...]
    words: tuple[str, ...] = ()
    ways: tuple[Way, ...] = EITHER
    same: bool = False
    fixed: Way | None = None

    def _spoiled(self, way: Way) -> bytes:
        return self.mutate(sheet(way))

    def cases(self) -> Iterator[Case]:
        for way in self.ways:
            same = self.same and way is not Way.DRAFT
            words = self.words if self.codes != (FINE,) else ()
            yield Case(self.kind, self.name, way, partial(self._spoiled, way), self.codes, words, same, way is self.fixed)


def cell(kind: str, name: str, column: str, text: str, *words: str, fine: bool = False, fixed: Way | None = None) -> Spoil:
    """One cell holds another text: refused with its line or row and its column, unless it is fine."""
    found = words or (LINE, f"column {column}")
    return Spoil(kind, name, lambda s: s.changed(column, text).bytes(), (FINE if fine else DATA,), found, fixed=fixed)


def bytes_in(kind: str, name: str, spoil: bytes, *words: str, way: Way | None = None) -> Spoil:
    """These bytes stand inside a cell."""

    def mutate(table: Sheet) -> bytes:
        return table.changed("internet_service", "D@L").bytes().replace(b"D@L", b"D" + spoil + b"L")

    return Spoil(kind, name, mutate, (DATA,), words, fixed=way)


def replaced(old: str, new: str) -> Mutation:
    """The text with its first `old` behind the header replaced."""

    def mutate(table: Sheet) -> bytes:
        head, _, body = table.text().partition("\n")
        assert old in body
        return f"{head}\n{body.replace(old, new, 1)}".encode()

    return mutate


def line(change: Callable[[str], str]) -> Mutation:
    """The text with one line changed."""

    def mutate(table: Sheet) -> bytes:
        lines = table.text().splitlines(keepends=True)
        lines[ROW + 1] = change(lines[ROW + 1])
        return "".join(lines).encode()

    return mutate
