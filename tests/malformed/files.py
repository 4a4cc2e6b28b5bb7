"""Spoiled pipeline files: named mutations of the sample's, each with how it must end."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable

import yaml

from tests.malformed.case import DATA, FINE, USAGE, Case, Way
from tests.support.places import SAMPLE

TEXT = SAMPLE.read_text()
Change = Callable[[str], str | bytes]


def spoiled(kind: str, name: str, change: Change, *words: str, fine: bool = False, fixed: bool = False) -> Case:
    """The sample's file, changed: refused with 2 by whatever reads it, unless it is fine."""

    def make() -> bytes:
        changed = change(TEXT)
        return changed.encode() if isinstance(changed, str) else changed

    return Case(kind, name, Way.PIPELINE, make, (FINE if fine else USAGE,), words, fixed=fixed)


def swap(old: str, new: str) -> Change:
    """One place of the text replaced."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def _bomb(levels: int) -> str:
    """Each line stands for ten of the line before."""
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def _block(depth: int) -> str:
    return "".join(f"{' ' * n}a:\n" for n in range(depth))


def _alias_of_a_text(text: str) -> str:
    return text.replace(OWNER, "owner: *d").replace("description: ", "description: &d ")


OWNER = "owner: retention-data-science"
NAME = "name: telco_churn"
PARTNER = "    - {name: partner,"
LINES = "{name: multiple_lines, type: category,"
COLUMNS = "".join(f"    - {{name: c{n // 2}, type: number}}\n" for n in range(20_000))
GROUPS = "(" * 100_000 + "a" + ")" * 100_000
SYNTAX = [
    spoiled("YAML text", "empty", lambda t: "", fixed=True),
    spoiled("YAML text", "only comments", lambda t: "# nothing\n" * 9),
    spoiled("YAML text", "only blanks", lambda t: " \n \n"),
    spoiled("YAML text", "a list", lambda t: "- 1\n- 2\n"),
    spoiled("YAML text", "a word", lambda t: "telco_churn", fixed=True),
    spoiled("YAML text", "a number", lambda t: "42"),
    spoiled("YAML text", "null", lambda t: "~"),
    spoiled("YAML text", "two documents", lambda t: t + "\n---\n" + t),
    spoiled("YAML text", "an empty second document", lambda t: t + "\n---\n"),
    spoiled("YAML text", "a tab before a field", swap("  margin:", "\tmargin:"), "line", fixed=True),
    spoiled("YAML text", "a tab for a blank", swap("  margin: 0", "  margin:\t0"), "line"),
    spoiled("YAML text", "a field too far left", swap("  margin:", " margin:"), "line"),
    spoiled("YAML text", "a field twice", swap(OWNER, OWNER + "\n" + OWNER), "owner", "line", fixed=True),
    spoiled("YAML text", "a nested field twice", swap("  folds: 5", "  folds: 5\n  folds: 5"), "folds", "line"),
    spoiled("YAML text", "an open quote", swap(NAME, 'name: "telco_churn'), "line"),
    spoiled("YAML text", "an open list", swap("[sample, telco]", "[sample, telco"), "line"),
    spoiled("YAML text", "an open map", swap("{rule: best_f1}", "{rule: best_f1"), "line"),
    spoiled("YAML text", "a closed list too many", swap("[sample, telco]", "[sample, telco]]"), "line"),
    spoiled("YAML text", "a reserved character", swap(OWNER, "owner: @team"), "line"),
    spoiled("YAML text", "a grave accent", swap(OWNER, "owner: `id`"), "line"),
    spoiled("YAML text", "a colon in a text", swap(OWNER, "owner: us: them"), "line"),
    spoiled("YAML text", "an unknown escape", swap(OWNER, 'owner: "C:\\Users"'), "line"),
    spoiled("YAML text", "a percent sign first", lambda t: "%TAG ! nowhere\n" + t, "line"),
    spoiled("YAML text", "a template", swap(NAME, "name: {{ name }}")),
    spoiled("YAML text", "merge marks", lambda t: "<<<<<<< HEAD\n" + t, "line"),
    spoiled("YAML text", "cut in the middle", lambda t: t[: len(t) // 2], "line"),
    spoiled("YAML text", "cut within a list", lambda t: t[: t.index("Month-to-month") + 3], "line", fixed=True),
    spoiled("YAML text", "as JSON", lambda t: json.dumps(yaml.safe_load(t)), fine=True),
    spoiled("YAML text", "CRLF", lambda t: t.replace("\n", "\r\n"), fine=True),
    spoiled("YAML text", "CR", lambda t: t.replace("\n", "\r"), fine=True),
    spoiled("YAML text", "marks around", lambda t: f"---\n{t}\n...\n", fine=True),
    spoiled("YAML text", "CSV", lambda t: "id,churn\n1,Yes\n"),
    spoiled("YAML text", "HTML", lambda t: "<!doctype html><html><body>Sign in</body></html>"),
]

BYTES = [
    spoiled("YAML bytes", "byte order mark", lambda t: codecs.BOM_UTF8 + t.encode(), fine=True),
    spoiled("YAML bytes", "UTF-16", lambda t: t.encode("utf-16"), fixed=True),
    spoiled("YAML bytes", "UTF-16 big end first", lambda t: t.encode("utf-16-be")),
    spoiled("YAML bytes", "UTF-32", lambda t: t.encode("utf-32")),
    spoiled("YAML bytes", "Latin 1", lambda t: swap("owner: ret", "owner: rét")(t).encode("latin-1"), "line", fixed=True),  # type: ignore[union-attr]
    spoiled("YAML bytes", "Latin 1 in a comment", lambda t: b"# \xe9\n" + t.encode(), "line"),
    spoiled("YAML bytes", "a NUL", swap(OWNER, OWNER + "\0"), "line", fixed=True),
    spoiled("YAML bytes", "a NUL in quotes", swap(OWNER, 'owner: "a\0b"'), "line"),
    spoiled("YAML bytes", "zeros", lambda t: bytes(5000)),
    spoiled("YAML bytes", "a bell", swap(OWNER, OWNER + "\a"), "line"),
    spoiled("YAML bytes", "a lone surrogate", lambda t: t.encode().replace(b"retention", b"\xed\xa0\x80"), "line"),
    spoiled("YAML bytes", "every byte", lambda t: bytes(range(256)) * 9),
    spoiled("YAML bytes", "within a character", lambda t: t.encode() + "# €".encode()[:-1], "line"),
    spoiled("YAML bytes", "PNG", lambda t: b"\x89PNG\r\n\x1a\n" + bytes(99)),
]

BOMBS = [
    spoiled("YAML bombs", "nine levels of anchors", lambda t: _bomb(9) + t, "line", fixed=True),
    spoiled("YAML bombs", "1,000 levels of anchors", lambda t: _bomb(1000) + t, "line"),
    spoiled("YAML bombs", "an anchor of itself", lambda t: "tags: &a [*a]\n" + t, "line"),
    spoiled("YAML bombs", "an anchor alone", swap(OWNER, "owner: &o someone"), fine=True),
    spoiled("YAML bombs", "an alias of a text", _alias_of_a_text, "line", fixed=True),
    spoiled("YAML bombs", "an alias of nothing", swap(OWNER, "owner: *nobody"), "line"),
    spoiled("YAML bombs", "an alias in a list", swap("[sample, telco]", "[&a sample, *a]"), "line"),
    spoiled("YAML bombs", "an alias of a map", lambda t: t + "\nx: &x {a: 1}\ny: *x\n", "line"),
    spoiled("YAML bombs", "merged maps", lambda t: "x: &x {owner: me}\n<<: *x\n" + t, "line"),
    spoiled("YAML bombs", "10,000 open lists", lambda t: t + "\nx: " + "[" * 10_000, fixed=True),
    spoiled("YAML bombs", "10,000 lists", lambda t: t + "\nx: " + "[" * 10_000 + "]" * 10_000),
    spoiled("YAML bombs", "10,000 maps", lambda t: t + "\nx: " + "{a: " * 10_000 + "}" * 10_000),
    spoiled("YAML bombs", "1,000 blocks", lambda t: _block(1000)),
    spoiled("YAML bombs", "1,000 dashes", lambda t: t + "\nx:\n" + "- " * 1000 + "1\n"),
    spoiled("YAML bombs", "10,000 question marks", lambda t: "? " * 10_000 + "1\n"),
    spoiled("YAML bombs", "20,000 fields", lambda t: t + "\n" + "".join(f"x{n}: 1\n" for n in range(20_000))),
    spoiled("YAML bombs", "20,000 columns", swap(PARTNER, COLUMNS + PARTNER)),
    # The whole file may have more.
    spoiled("YAML bombs", "a text of a million characters", swap(OWNER, "owner: " + "x" * 1_000_000), fine=True),
    spoiled("YAML bombs", "a name of a million characters", swap(OWNER, "x" * 1_000_000 + ": 1\n" + OWNER)),
    spoiled("YAML bombs", "a number of 100,000 digits", swap("folds: 5", "folds: " + "5" * 100_000)),
    spoiled("YAML bombs", "2 MB of comments", lambda t: t + "# comment\n" * 200_000, "bytes"),
    spoiled("YAML bombs", "100 MB", lambda t: t.encode() + b"#" * 100_000_000, "bytes", fixed=True),
    spoiled("YAML bombs", "100 MB of zeros", lambda t: bytes(100_000_000), "bytes"),
]


def at(name: str, old: str, new: str, *words: str, fine: bool = False, fixed: bool = False) -> Case:
    return spoiled("YAML values", name, swap(old, new), *words, fine=fine, fixed=fixed)


VALUES = [
    at("an unknown field", OWNER, OWNER + "\nonwer: x", "onwer", fixed=True),
    at("no name", NAME, "", "name"),
    at("another name", NAME, "name: other", "name"),
    at("a path as a name", NAME, "name: ../../etc/passwd", "name"),
    at("a text for a number", "folds: 5", "folds: five", "training.folds", fixed=True),
    at("a fraction for a whole", "folds: 5", "folds: 5.5", "training.folds"),
    at("too great a whole", "folds: 5", "folds: 99999999999", "training.folds"),
    at("far too great a whole", "folds: 5", "folds: 99999999999999999999999", "training.folds"),
    at("an exponent", "folds: 5", "folds: 1e999999999", "training.folds"),
    at("a long exponent", "holdout_percent: 20", "holdout_percent: 1e2147483647", "holdout_percent"),
    at("not a number", "minimum: 0.55", "minimum: .nan", "gate"),
    at("infinity", "margin: 0.01", "margin: .inf", "gate"),
    at("a decimal comma", "minimum: 0.55", "minimum: 0,55", "gate.minimum"),
    at("sixty-base", "folds: 5", "folds: 1:30", "training.folds"),
    at("yes", "{name: partner, type: boolean}", "{name: partner, type: boolean, personal: yes}", fine=True),
    at("a list for a text", OWNER, "owner: [a, b]", "owner"),
    at("a text for a list", "tags: [sample, telco]", "tags: sample", "tags"),
    at("a text for fields", "threshold: {rule: best_f1}", "threshold: best_f1", "threshold"),
    at("nothing for a list", "tags: [sample, telco]", "tags:", "tags", "nothing"),
    at("nothing for fields", "threshold: {rule: best_f1}", "threshold:", "threshold"),
    at("a Java object", OWNER, "owner: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]", "owner"),
    at("a Python object", OWNER, 'owner: !!python/object/apply:os.system ["id"]', "owner"),
    at("binary", OWNER, "owner: !!binary aGVsbG8=", fine=True),  # taken as the text that it is written as
    at("a complex key", OWNER, "? [a, b]\n: 1\n" + OWNER, "line"),
    at("a column twice", "{name: partner,", "{name: female,", "columns"),
    at("a type that is none", "type: integer", "type: int", "type"),
    at("a range upside down", "minimum: 0, maximum: 600", "minimum: 600, maximum: 0", "minimum"),
    at("a pattern that is none", LINES, LINES + ' pattern: "(a",', "pattern", fixed=True),
    at("a pattern of 100,000 groups", LINES, LINES + f" pattern: {GROUPS},", "pattern"),
    at("a control character", OWNER, 'owner: "a\\u0000b\\e[2J"', fine=True),
]


def pattern(name: str, expression: str, *words: str, fine: bool = False, fixed: bool = False) -> Case:
    """The payment method's texts are held against an expression; the longest has 25 characters."""
    old = "    - name: payment_method\n      type: category\n"
    change = swap(old, f"{old}      pattern: '{expression}'\n")
    found = words or ("pattern", expression[:10])

    def make() -> bytes:
        changed = change(TEXT)
        assert isinstance(changed, str)
        return changed.encode()

    return Case("patterns", name, Way.CHECKED, make, (FINE,) if fine else (USAGE, DATA), () if fine else found, fixed=fixed)


PATTERNS = [
    pattern("fits", "[A-Z][a-z ()]+", fine=True),
    pattern("does not fit", "[A-Z]+", "payment_method", "row 1", "[A-Z]+", fixed=True),
    pattern("nested repetitions", r"((.*)*)*\1;", fixed=True),
    pattern("overlapping alternatives", r"(([a-zA-Z ()]|.)+)+\1!"),
    pattern("many repetitions", ".*.*.*.*.*.*.*.*.*.*.*.*;"),
    pattern("optional, forty times", "(.?){40}.{26}\\d", "payment_method", "row 1"),
    pattern("looks back", "(?<=(.{0,20}){1,20})x.*"),
    pattern("too great a repetition", "a{99999999999}"),
]


def cases() -> list[Case]:
    """Every named case of pipeline files."""
    return [*SYNTAX, *BYTES, *BOMBS, *VALUES, *PATTERNS]
