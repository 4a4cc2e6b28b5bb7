"""Inputs spoiled in places drawn by seed: cut, doubled, moved, overwritten with what parsers trip over."""

from __future__ import annotations

import random

from tests.malformed.case import DATA, FINE, USAGE, Case, Way
from tests.malformed.sheet import sheet
from tests.support.places import SAMPLE

SPLINTERS = [
    *(b'"', b"''", b",", b";", b"\n", b"\r", b"\0", b"\xff", b"\xe9", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\t", b"\\", b"|"),
    *(b"\n\n\n", b'","', b'"\n"', b",,,,", b"\xe2\x80\xa8", b"- ", b": ", b"{", b"]", b"&a ", b"*a", b"? ", b"!!", b"%", b"# "),
    *(b"9" * 400, b"-1e400", b"NaN", b"x" * 70_000, b'"' * 999, b" " * 5000),
]
WAYS = (Way.TRAIN, Way.SCORE, Way.DRAFT, Way.PIPELINE)


def cases(count: int, seed: int) -> list[Case]:
    """The same seed draws the same inputs."""
    return [_case(f"{seed}.{number}", WAYS[number % len(WAYS)]) for number in range(count)]


def _case(seed: str, way: Way) -> Case:
    codes = (FINE, USAGE) if way is Way.PIPELINE else (FINE, USAGE, DATA) if way is Way.DRAFT else (FINE, DATA)
    return Case("drawn", f"seed {seed}", way, lambda: spoiled(sound(way), random.Random(seed)), codes)


def sound(way: Way) -> bytes:
    """What is spoiled."""
    return SAMPLE.read_bytes() if way is Way.PIPELINE else sheet(way).bytes()


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """One to four injuries."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice([_cut, _without, _doubled, _swapped, _flipped, _splintered, _splintered])(content, chance)
    return content


def _span(content: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(content) + 1)
    return begin, min(len(content), begin + int(chance.expovariate(1 / 60)))


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _without(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(content, chance)
    return content[:begin] + content[end:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(content, chance)
    return content[:end] + content[begin:end] * chance.choice([1, 2, 50]) + content[end:]


def _swapped(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(content, chance)
    place = chance.randrange(len(content) + 1)
    rest = content[:begin] + content[end:]
    return rest[:place] + content[begin:end] + rest[place:]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 5, 40])):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _splintered(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(content, chance)
    splinter = chance.choice(SPLINTERS)
    return content[:begin] + splinter + content[chance.choice([begin, end]) :]
