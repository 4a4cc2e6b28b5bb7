"""What the corpus is made of: bytes, the way into the jobs that they are sent, and how that must end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

FINE, USAGE, DATA = 0, 2, 3


class Way(Enum):
    """Which jobs get the bytes, one after the other as long as they end with 0."""

    TRAIN = "load-data, validate-data"
    SCORE = "load-data, validate-data, predict"
    DRAFT = "infer-contract"
    PIPELINE = "validate-pipeline, load-data"
    CHECKED = "load-data, validate-data, of a pipeline file"


@dataclass(frozen=True)
class Case:
    """One input.

    `codes` are the exit codes that are right, of the last job that ran; `words` must stand in its error's line; with `same`
    the table must be, byte for byte, that of the unspoiled file; `fixed` ones are part of `make test`.
    """

    kind: str
    name: str
    way: Way
    make: Callable[[], bytes]
    codes: tuple[int, ...]
    words: tuple[str, ...] = ()
    same: bool = False
    fixed: bool = False

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.name} ({self.way.name.lower()})".replace(" ", "_")
