"""CSV files with more of something than anybody expects."""

from __future__ import annotations

from tests.malformed.case import DATA, FINE, Way
from tests.malformed.sheet import ALL, EITHER, LINE, Spoil, cell, line

LONG = 1_000_000
SPOILS = [
    cell("huge", "a category of a million characters", "contract", "x" * LONG, "contract", fixed=Way.TRAIN),
    cell("huge", "a number of a million digits", "monthly_charges", "9" * LONG),
    cell("huge", "a whole number of a million digits", "tenure", "1" * LONG),
    cell("huge", "an id of a million characters", "customer_id", "C" * LONG, fine=True),
    Spoil("huge", "a cell of 30 million", lambda s: s.changed("contract", "x" * 30 * LONG).bytes(), (DATA,), (LINE,), ALL),
    Spoil("huge", "a cell of 300 million", lambda s: s.changed("contract", "x" * 300 * LONG).bytes(), (DATA,), (LINE,), ALL),
    Spoil("huge", "200 MB behind a quote", lambda s: s.bytes() + b'"' + s.bytes() * 2800, (DATA,), ("line",), (Way.TRAIN,)),
    Spoil("huge", "a name of a million characters", lambda s: s.named("tenure", "t" * LONG).bytes(), (DATA,), ("line 1",)),
    Spoil("huge", "an extra column's name of a million", lambda s: s.having("x" * LONG, "1").bytes(), (FINE,), same=True),
    Spoil("huge", "a row of a million cells", line(lambda t: "," * LONG + t), (DATA,), (LINE, "cells"), ALL, fixed=Way.SCORE),
    Spoil("huge", "ten million commas", lambda s: b"," * 10 * LONG, (DATA,), ("line 1",), ALL),
    Spoil("huge", "10,000 more columns", lambda s: s.having("x", "1", 10_000).bytes(), (FINE,), same=True, fixed=Way.SCORE),
    Spoil("huge", "10,000 columns drafted", lambda s: s.having("x", "1", 10_000).bytes(), (FINE,), ways=(Way.DRAFT,)),
    Spoil("huge", "10,000 texts drafted", lambda s: s.having("x", "some text", 10_000).bytes(), (FINE,), ways=(Way.DRAFT,)),
    Spoil(
        "huge", "10,000 names of columns", lambda s: s.having("x", "1", 10_000).text().encode()[:50_000], (DATA,), (), EITHER
    ),
    Spoil(
        "huge", "10,000 times one name", lambda s: s.bytes().replace(b"\n", b",x" * 10_000 + b"\n"), (DATA,), ("line 1",), ALL
    ),
    Spoil("huge", "a million empty lines", lambda s: s.bytes().replace(b"\n", b"\n" * LONG, 1), (FINE,), ways=ALL, same=True),
    Spoil("huge", "50 MB of one letter", lambda s: b"a" * 50 * LONG, (DATA,), ("line 1",), ALL),
    Spoil("huge", "50 MB of zeros", lambda s: b"\0" * 50 * LONG, (DATA,), ("NUL",), ALL),
    Spoil("huge", "50 MB of line ends", lambda s: b"\n" * 50 * LONG, (DATA,), (), ALL),
]
