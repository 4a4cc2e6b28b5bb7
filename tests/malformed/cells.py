"""CSV files whose header, rows or cells are spoiled."""

from __future__ import annotations

from tests.malformed.case import DATA, FINE, USAGE, Way
from tests.malformed.sheet import ALL, LINE, ROW, Sheet, Spoil, cell, line, replaced

HEADERS = [
    Spoil(
        "header",
        "a column twice",
        lambda s: s.having("tenure", "1").bytes(),
        (DATA,),
        ("line 1", "tenure"),
        ALL,
        fixed=Way.TRAIN,
    ),
    Spoil("header", "an extra column twice", lambda s: s.having("x", "1").having("x", "2").bytes(), (DATA,), ("line 1",), ALL),
    Spoil(
        "header",
        "twice",
        lambda s: s.bytes().replace(b"\n", b"\n" + s.text().split("\n")[0].encode() + b"\n", 1),
        (DATA,),
        ("line 2", "female"),
    ),
    Spoil("header", "none", lambda s: s.text().partition("\n")[2].encode(), (DATA,), ("line 1",), ALL, fixed=Way.DRAFT),
    Spoil("header", "no id", lambda s: s.without("customer_id").bytes(), (DATA,), ("line 1", "customer_id")),
    Spoil(
        "header",
        "no id drafted",
        lambda s: s.without("customer_id").bytes(),
        (USAGE,),
        ("--id",),
        (Way.DRAFT,),
        fixed=Way.DRAFT,
    ),
    Spoil(
        "header", "a column missing", lambda s: s.without("contract").bytes(), (DATA,), ("line 1", "contract"), fixed=Way.SCORE
    ),
    Spoil("header", "no target", lambda s: s.without("churn").bytes(), (DATA,), ("line 1", "churn"), (Way.TRAIN,)),
    Spoil("header", "upper case", lambda s: s.named("tenure", "TENURE").bytes(), (DATA,), ("line 1", "tenure")),
    Spoil("header", "blanks around a name", lambda s: s.named("tenure", " tenure\t").bytes(), (FINE,), same=True),
    Spoil("header", "a column without a name", lambda s: s.having("", "1").bytes(), (FINE,), same=True),
    Spoil(
        "header",
        "empty names drafted",
        lambda s: s.having("", "1").having(" ", "2").bytes(),
        (DATA,),
        ("line 1",),
        (Way.DRAFT,),
    ),
    Spoil(
        "header", "reversed", lambda s: Sheet(s.header[::-1], [c[::-1] for c in s.cells]).bytes(), (FINE,), ways=ALL, same=True
    ),
    Spoil("header", "semicolons", lambda s: s.text(delimiter=";").encode(), (DATA,), ("line 1",)),
    Spoil("header", "tabs", lambda s: s.text(delimiter="\t").encode(), (DATA,), ("line 1",)),
    Spoil("header", "spaces", lambda s: s.text(delimiter=" ").encode(), (DATA,), ("line 1",), ALL),
    Spoil("header", "a title above", lambda s: b"Customers of May\n" + s.bytes(), (DATA,), ("line 1",), ALL),
    Spoil("header", "sep= above, as Excel has it", lambda s: b"sep=,\n" + s.bytes(), (DATA,), ("line 1",)),
    Spoil("header", "a formula", lambda s: s.named("tenure", "=cmd|' /C calc'!A0").bytes(), (DATA,), ("line 1", "tenure")),
]

NUMBERS = [
    Spoil("numbers", "an unquoted comma", replaced(".85,", ",85,"), (DATA,), ("line", "cells"), ALL, fixed=Way.TRAIN),
    cell("numbers", "a decimal comma", "monthly_charges", "29,85", fixed=Way.SCORE),
    cell("numbers", "thousands with commas", "total_charges", "1,889.50"),
    cell("numbers", "thousands with points", "total_charges", "1.889,50"),
    cell("numbers", "thousands with blanks", "total_charges", "1 889.50"),
    cell("numbers", "thousands with narrow blanks", "total_charges", "1\u202f889.50"),
    cell("numbers", "thousands with apostrophes", "total_charges", "1'889.50"),
    cell("numbers", "thousands of rupees", "total_charges", "1,88,950.00"),
    cell("numbers", "dollars", "monthly_charges", "$29.85"),
    cell("numbers", "euros", "monthly_charges", "29.85 €"),
    cell("numbers", "an accountant's minus", "total_charges", "(29.85)"),
    cell("numbers", "a minus behind", "total_charges", "29.85-"),
    cell("numbers", "a typographer's minus", "total_charges", "−29.85"),
    cell("numbers", "percent", "total_charges", "29.85%"),
    cell("numbers", "NaN", "monthly_charges", "NaN"),
    cell("numbers", "Infinity", "monthly_charges", "-Infinity"),
    cell("numbers", "too great", "monthly_charges", "1e999", fixed=Way.SCORE),
    cell("numbers", "an exponent of many digits", "monthly_charges", "1e99999999999"),
    cell("numbers", "hexadecimal", "monthly_charges", "0x1Fp3"),
    cell("numbers", "a suffix of Java", "monthly_charges", "29.85d"),
    cell("numbers", "underscores", "monthly_charges", "1_000"),
    cell("numbers", "only a sign", "monthly_charges", "-"),
    cell("numbers", "two signs", "monthly_charges", "--5"),
    cell("numbers", "only a point", "monthly_charges", "."),
    cell("numbers", "two points", "monthly_charges", "1.2.3"),
    cell("numbers", "NULL", "monthly_charges", "NULL"),
    cell("numbers", "#DIV/0!", "monthly_charges", "#DIV/0!"),
    cell("numbers", "a date", "monthly_charges", "29. Mai"),
    cell("numbers", "an exponent", "monthly_charges", "2.985E+1", fine=True),
    cell("numbers", "blanks around", "monthly_charges", "  29.85  ", fine=True),
    cell("numbers", "nearly nothing", "monthly_charges", "1e-400", fine=True),
    cell("numbers", "a fraction of a whole", "tenure", "5.5"),
    cell("numbers", "a whole with a point", "tenure", "5.0", fine=True),
    cell("numbers", "beyond exact wholes", "tenure", "9007199254740993"),
    cell("numbers", "below the range", "tenure", "-1", "tenure", f"row {ROW + 1}"),
    cell("numbers", "above the range", "tenure", "601", "tenure", f"row {ROW + 1}", fixed=Way.SCORE),
    cell("numbers", "Yes for 1", "female", "Yes"),
    cell("numbers", "2 for 1", "female", "2"),
    cell("numbers", "TRUE for 1", "female", "TRUE", fine=True),
    cell("numbers", "missing", "tenure", "", "tenure"),
]


def _twice(table: Sheet) -> bytes:
    return Sheet(table.header, [*table.cells, table.cells[ROW]]).bytes()


ROWS = [
    Spoil("rows", "an id twice", _twice, (DATA,), ("customer_id",), fixed=Way.SCORE),
    Spoil("rows", "an id twice drafted", _twice, (USAGE,), ("--id",), (Way.DRAFT,)),
    cell("rows", "no id", "customer_id", "", "customer_id", fixed=Way.TRAIN),
    cell("rows", "a blank id", "customer_id", "  ", "customer_id"),
    cell("rows", "an unknown category", "contract", "Three years", "contract", f"row {ROW + 1}"),
    cell("rows", "a category in lower case", "contract", "one year", "contract"),
    cell("rows", "a blank behind a category", "contract", "One year ", "contract"),
    Spoil("rows", "no target", lambda s: s.changed("churn", "").bytes(), (DATA,), ("churn", f"row {ROW + 1}"), (Way.TRAIN,)),
    Spoil(
        "rows",
        "a third target",
        lambda s: s.changed("churn", "Maybe").bytes(),
        (DATA,),
        ("churn",),
        (Way.TRAIN,),
        fixed=Way.TRAIN,
    ),
    Spoil(
        "rows", "a third target drafted", lambda s: s.changed("churn", "Maybe").bytes(), (USAGE,), ("--target",), (Way.DRAFT,)
    ),
    Spoil("rows", "one cell more", line(lambda t: "x," + t), (DATA,), (LINE, "cells"), ALL),
    Spoil("rows", "one cell less", line(lambda t: t.partition(",")[2]), (DATA,), (LINE, "cells"), ALL, fixed=Way.SCORE),
    Spoil("rows", "commas at every end", lambda s: s.text(",\n").encode(), (FINE,), same=True),
    Spoil("rows", "a comment", line(lambda t: "# exported in May\n" + t), (DATA,), (LINE, "cells"), ALL),
    Spoil("rows", "a total below", lambda s: s.bytes() + b"Total: 40 rows\n", (DATA,), ("line", "cells"), ALL, fixed=Way.TRAIN),
]

SPOILS = [*HEADERS, *NUMBERS, *ROWS]
