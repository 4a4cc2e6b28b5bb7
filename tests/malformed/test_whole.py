"""The whole corpus: every named case, and some drawn by seed. Slow: part of `make soak`.

`CHURNFLOW_MALFORMED` says how many are drawn, `CHURNFLOW_SEED` which; and how many random tables are drafted and taken.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.drafts import Drafting, random_case
from tests.malformed.case import Case
from tests.malformed.corpus import everything, require
from tests.malformed.feeding import MOST_BYTES, SECONDS, Fed, Feeder
from tests.support import evidence

COUNT = int(os.environ.get("CHURNFLOW_MALFORMED", "200"))
SEED = int(os.environ.get("CHURNFLOW_SEED", "1"))
DRAFTED = 60
Results = list[tuple[Case, Fed]]


@pytest.fixture(scope="module")
def results() -> Iterator[Results]:
    """Collects what ended well; where all did, `make soak` turns it into a page of evidence."""
    ended: Results = []
    begun = time.monotonic()
    yield ended
    if "CHURNFLOW_EVIDENCE" in os.environ and len(ended) == len(everything(COUNT, SEED)):
        evidence.write(
            "malformed",
            "Malformed inputs",
            _said(len(ended)),
            time.monotonic() - begun,
            ("kind", "inputs", "by exit code", "longest chain, s", "most memory, MB"),
            _rows(ended),
        )


def _said(count: int) -> str:
    return (
        f"{count} CSV and pipeline files, named mutations of the sample's and {COUNT} drawn by seed {SEED}, were given to the "
        f"jobs. Each process ended within {SECONDS} s and {MOST_BYTES >> 20} MB, with an exit code of the table, without a "
        "stack trace, with at most one line of error, which names file, line or row and column where there is one; its "
        "step's folder was whole or not there."
    )


def _rows(ended: Results) -> evidence.Table:
    by_kind: dict[str, list[Fed]] = defaultdict(list)
    for case, fed in ended:
        by_kind[case.kind].append(fed)
    rows: evidence.Table = []
    for kind, all_fed in by_kind.items():
        codes = [one.ended.code for one in all_fed]
        counts = ", ".join(f"{code}: {codes.count(code)}" for code in sorted(set(codes)))
        longest, most = max(one.seconds for one in all_fed), max(one.peak for one in all_fed) >> 20
        rows.append((kind, str(len(all_fed)), counts, f"{longest:.1f}", str(most)))
    return rows


@pytest.mark.parametrize("case", everything(COUNT, SEED), ids=lambda case: case.id)
def test_a_malformed_input_ends_as_the_table_of_exit_codes_says(feeder: Feeder, results: Results, case: Case) -> None:
    fed = feeder.feed(case)
    require(case, fed)
    results.append((case, fed))


@pytest.mark.parametrize("seed", range(1000 * SEED, 1000 * SEED + DRAFTED))
def test_a_contract_accepts_the_table_it_was_inferred_from(tmp_path: Path, seed: int) -> None:
    content, written = random_case(seed)
    drafting = Drafting(tmp_path)
    drafting.draft(written.bytes(content)).succeeded()
    drafting.accept("run")
