"""CSV files whose bytes, quotes or line ends are spoiled, or that are no CSV."""

from __future__ import annotations

import codecs
import csv

from tests.malformed.case import DATA, FINE, USAGE, Way
from tests.malformed.sheet import ALL, EITHER, LINE, Sheet, Spoil, bytes_in, cell, line

MARK = codecs.BOM_UTF8
JSON = b'[{"customer_id": "C1", "tenure": 3}]\n' * 40
TRUNCATED = [
    Spoil("truncation", "empty", lambda s: b"", (DATA,), ("found an empty file",), ALL, fixed=Way.TRAIN),
    Spoil("truncation", "only line ends", lambda s: b"\r\n" * 9, (DATA,), ("found an empty file",), ALL),
    Spoil("truncation", "only blanks", lambda s: b"  \t ", (DATA,), (), ALL),
    Spoil("truncation", "only a byte order mark", lambda s: MARK, (DATA,), (), ALL, fixed=Way.SCORE),
    Spoil("truncation", "one byte", lambda s: b"c", (DATA,), ("line 1",), ALL),
    Spoil("truncation", "header only", lambda s: s.text().split("\n")[0].encode(), (DATA,), ("rows",), ALL, fixed=Way.SCORE),
    Spoil("truncation", "within the header", lambda s: s.bytes()[:70], (DATA,), ("line 1",), EITHER),
    Spoil("truncation", "within a row", lambda s: s.bytes()[:-40], (DATA,), ("line", "cells"), ALL),
    Spoil("truncation", "within a quoted cell", lambda s: s.bytes()[:-8] + b'"N', (DATA,), ("line",), EITHER),
    Spoil("truncation", "within a character", lambda s: s.bytes() + "C9,€".encode()[:-1], (DATA,), ("UTF-8", "line"), EITHER),
    Spoil("truncation", "no line end at the end", lambda s: s.bytes()[:-1], (FINE,), ways=ALL, same=True),
]

ENCODED = [
    Spoil("encoding", "byte order mark", lambda s: MARK + s.bytes(), (FINE,), ways=ALL, same=True, fixed=Way.TRAIN),
    Spoil("encoding", "two byte order marks", lambda s: MARK * 2 + s.bytes(), (DATA,), ("line 1",)),
    Spoil("encoding", "UTF-16", lambda s: s.text().encode("utf-16"), (DATA,), ("UTF-8",), fixed=Way.TRAIN),
    Spoil("encoding", "UTF-16 big end first", lambda s: s.text().encode("utf-16-be"), (DATA,)),
    Spoil("encoding", "UTF-16 drafted", lambda s: s.text().encode("utf-16"), (FINE,), ways=(Way.DRAFT,), fixed=Way.DRAFT),
    Spoil("encoding", "half of UTF-16", lambda s: s.text().encode("utf-16")[:-1], (DATA,), ("line",), (Way.DRAFT,)),
    Spoil("encoding", "UTF-32", lambda s: s.text().encode("utf-32"), (DATA,), (), ALL),
    Spoil("encoding", "EBCDIC", lambda s: s.text().encode("cp500"), (DATA,), (), ALL),
    Spoil("encoding", "UTF-7", lambda s: s.text().encode("utf-7").replace(b"_", b"+AF8-"), (DATA,), ("line 1",)),
    bytes_in("encoding", "Latin 1 in a cell", b"\xe9", "UTF-8", LINE, way=Way.SCORE),
    bytes_in("encoding", "a lone surrogate", b"\xed\xa0\x80", "UTF-8", LINE),
    bytes_in("encoding", "an overlong slash", b"\xc0\xaf", "UTF-8", LINE),
    bytes_in("encoding", "beyond Unicode", b"\xf5\x80\x80\x80", "UTF-8", LINE),
    bytes_in("encoding", "0xFF", b"\xff", "UTF-8", LINE),
    Spoil("encoding", "bad only in the last row", lambda s: s.bytes()[:-2] + b"\xff\n", (DATA,), ("UTF-8", "line"), EITHER),
    cell("encoding", "smart quotes", "internet_service", "“DSL”", "internet_service"),
    cell("encoding", "another script's digits", "tenure", "٤٢", fixed=Way.TRAIN),
    cell("encoding", "full-width digits", "tenure", "４２"),
    cell("encoding", "a no-break space", "monthly_charges", "29.85\u00a0"),
    cell("encoding", "a zero-width space", "monthly_charges", "29\u200b.85"),
    cell("encoding", "a decomposed letter", "internet_service", "DSL\u0301", "internet_service"),
    cell("encoding", "right to left", "contract", "\u202eOne year", "contract"),
    Spoil(
        "encoding", "invisible in a name", lambda s: s.named("tenure", "ten\u200bure").bytes(), (DATA,), ("line 1", "tenure")
    ),
]

QUOTED = [
    Spoil("quotes", "around every cell", lambda s: s.text(quoting=csv.QUOTE_ALL).encode(), (FINE,), ways=ALL, same=True),
    Spoil("quotes", "opened, not closed", line(lambda t: '"' + t), (DATA,), ("line",), EITHER, fixed=Way.TRAIN),
    Spoil("quotes", "text behind a closed one", line(lambda t: '"C1"x' + t), (DATA,), (LINE,), EITHER, fixed=Way.SCORE),
    Spoil("quotes", "inside a cell", line(lambda t: t.replace("Month", 'Mo"nth').replace("year", 'ye"ar')), (DATA,)),
    Spoil("quotes", "the last byte", lambda s: s.bytes() + b'"', (DATA,), ("line",)),
    Spoil("quotes", "only quotes", lambda s: b'"' * 1001, (DATA,), (), ALL),
    Spoil("quotes", "only quotes, evenly", lambda s: b'"' * 1000, (DATA,), (), ALL),
    Spoil("quotes", "apostrophes", lambda s: s.text(quoting=csv.QUOTE_ALL).replace('"', "'").encode(), (DATA,), ("line 1",)),
    Spoil("quotes", "backslashes", line(lambda t: '"C\\"1"' + t), (DATA,), (LINE,)),
    # No other row has quotes: read as a table without any, it is sound.
    Spoil("quotes", "backslashes, drafted", line(lambda t: '"C\\"1"' + t), (FINE,), ways=(Way.DRAFT,)),
    Spoil("quotes", "in the header", lambda s: s.bytes().replace(b"tenure", b'"tenure', 1), (DATA,), ("line 1",)),
    Spoil("quotes", "a quote in a name", lambda s: s.named("tenure", 'ten"ure').bytes(), (DATA,), ("line 1", "tenure")),
]

NULS = [
    bytes_in("NUL", "in a cell", b"\0", "NUL", LINE, way=Way.TRAIN),
    Spoil(
        "NUL", "in the header", lambda s: s.bytes().replace(b"tenure", b"ten\0ure", 1), (DATA,), ("NUL",), ALL, fixed=Way.SCORE
    ),
    Spoil("NUL", "the first byte", lambda s: b"\0" + s.bytes(), (DATA,), ("NUL",), EITHER),
    Spoil("NUL", "the last byte", lambda s: s.bytes() + b"\0", (DATA,), ("NUL", "line"), ALL),
    Spoil("NUL", "a block as a crash leaves it", lambda s: s.bytes()[:3000] + b"\0" * 4096, (DATA,), ("NUL", "line"), ALL),
    Spoil("NUL", "for every blank", lambda s: s.bytes().replace(b" ", b"\0"), (DATA,), ("NUL",), ALL),
]

MIXED = "\n", "\r\n", "\r"


def _mixed(table: Sheet) -> bytes:
    lines = table.text().splitlines()
    return "".join(text + MIXED[place % 3] for place, text in enumerate(lines)).encode()


LINES = [
    Spoil("line ends", "CRLF", lambda s: s.text("\r\n").encode(), (FINE,), ways=ALL, same=True, fixed=Way.TRAIN),
    Spoil("line ends", "CR", lambda s: s.text("\r").encode(), (FINE,), ways=ALL, same=True),
    Spoil("line ends", "all three", _mixed, (FINE,), ways=ALL, same=True, fixed=Way.SCORE),
    Spoil("line ends", "two", lambda s: s.text("\n\n").encode(), (FINE,), ways=ALL, same=True),
    Spoil("line ends", "CR CR LF", lambda s: s.text("\r\r\n").encode(), (FINE,), ways=ALL, same=True),
    Spoil("line ends", "none", lambda s: s.text("").encode(), (DATA,), ("line 1",), EITHER),
    Spoil("line ends", "as two characters", lambda s: s.text("\\n").encode(), (DATA,), ("line 1",), EITHER),
    Spoil("line ends", "Unicode's", lambda s: s.text("\u2028").encode(), (DATA,), ("line 1",), EITHER),
    Spoil("line ends", "form feeds", lambda s: s.text("\f").encode(), (DATA,), ("line 1",), EITHER),
    Spoil(
        "line ends", "inside a cell", line(lambda t: t.replace(",0", ",\n0", 1)), (DATA,), (LINE, "cells"), ALL, fixed=Way.TRAIN
    ),
    Spoil("line ends", "a line of blanks", line(lambda t: "   \n" + t), (DATA,), (LINE, "cells"), ALL),
    cell("line ends", "inside a quoted cell", "contract", "One\r\nyear", "contract"),
]

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"
OTHER = [
    Spoil("no table", "PNG", lambda s: PNG * 50, (DATA,), (), ALL, fixed=Way.DRAFT),
    Spoil("no table", "ZIP, as Excel's are", lambda s: b"PK\3\4\x14\0\6\0\x08\0\0\0!\0" * 99, (DATA,), (), ALL),
    Spoil("no table", "gzip", lambda s: b"\x1f\x8b\x08\0\0\0\0\0\0\3" + bytes(range(1, 256)) * 9, (DATA,), (), ALL),
    Spoil("no table", "every byte", lambda s: bytes(range(256)) * 99, (DATA,), (), ALL, fixed=Way.SCORE),
    Spoil("no table", "every byte but NUL", lambda s: bytes(range(1, 256)) * 99, (DATA,), (), ALL),
    Spoil("no table", "JSON", lambda s: JSON, (DATA,), ("line",)),
    Spoil("no table", "JSON, drafted", lambda s: JSON, (USAGE,), ("target",), (Way.DRAFT,)),
    Spoil("no table", "HTML", lambda s: b"<!doctype html>\n<html><body>Not found</body></html>\n", (DATA,), ("line 1",), ALL),
    Spoil("no table", "Parquet", lambda s: b"PAR1" + bytes(64) + b"PAR1", (DATA,), (), ALL),
]

SPOILS = [*TRUNCATED, *ENCODED, *QUOTED, *NULS, *LINES, *OTHER]
