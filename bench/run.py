"""Measure our jars and learners beside the Python peers, in one sitting on one machine, and print the tables as Markdown.

    make bench                               every part, sizes as the targets name them (more than an hour)
    make bench BENCH='--only forest'         one part; --only may stand several times
    make bench BENCH='--write'               the same into docs/performance.md
    make bench BENCH='--only forest --rows 20000 --test-rows 20000'    to try something out

Parts: dag (the training DAG's tasks), start (a job's start), forest, boosting, logistic (one fit each), scoring (CSV to CSV),
explaining (SHAP values), growth (ten times the rows). A ratio is ours to the peer's. What is made for it is kept under
var/bench.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from chain import REPO
from parts import dag, explaining, growth, learners, page, scoring, start
from parts.section import Section
from parts.sitting import Sitting

PARTS: dict[str, Callable[[Sitting], Section]] = {
    "dag": dag.measure,
    "start": start.measure,
    "forest": learners.forest,
    "boosting": learners.boosting,
    "logistic": learners.logistic,
    "scoring": scoring.measure,
    "explaining": explaining.measure,
    "growth": growth.measure,
}
SIZES = {
    "rows": 1_000_000,
    "test_rows": 200_000,
    "scoring_rows": 10_000_000,
    "growth_rows": 10_000_000,
}


def main() -> None:
    """Run the parts that were asked for, one after the other."""
    options = arguments()
    sitting = Sitting(**{name: value for name, value in vars(options).items() if name not in ("only", "write")})
    if absent := sitting.missing():
        print(f"skipped: {absent}")
        return
    sitting.work.mkdir(parents=True, exist_ok=True)
    stamp = page.Stamp.now(versions(sitting))
    for name in options.only or PARTS:
        began = time.monotonic()
        found = PARTS[name](sitting)
        line = stamp.text(time.monotonic() - began)
        print(f"\n## {name}\n\n{found.text()}\n\n{line}", flush=True)
        if options.write:
            page.write(name, found, line)


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=list(PARTS), help="a part; default: all")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md; with the targets' sizes only")
    for name, size in SIZES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=size, help="default: %(default)s")
    parser.add_argument(
        "--peer-scoring-rows", type=int, default=1_000_000, help="its time for all is reckoned; default: %(default)s"
    )
    parser.add_argument(
        "--smile-rows", type=int, default=0, help="forest: Smile's beside ours, for example 200000; default: not"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each chain runs; default: %(default)s")
    parser.add_argument("--repeat", type=int, default=3, help="fits of ours and of LightGBM; default: %(default)s")
    parser.add_argument(
        "--peer-repeat", type=int, default=1, help="fits of scikit-learn, which take long; default: %(default)s"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of a fit, both sides; default: %(default)s")
    parser.add_argument("--tolerance", type=float, default=1e-9, help="scikit-learn's, as LinearFit's; default: %(default)s")
    parser.add_argument("--work", type=Path, default=REPO / "var" / "bench", help="where tables are made and kept")
    parser.add_argument("--shared", type=Path, default=REPO.parent / "shared", help="the peer and the Telco table")
    parser.add_argument("--peer-python", type=Path, default=REPO / ".venv/peer/bin/python")
    parser.add_argument("--mlflow-python", type=Path, default=REPO / ".venv/mlflow/bin/python")
    options = parser.parse_args()
    if options.write and any(getattr(options, name) != size for name, size in SIZES.items()):
        parser.error("--write: expected the targets' sizes, found others")
    return options


def versions(sitting: Sitting) -> str:
    """The peers' libraries."""
    words = "import lightgbm, sklearn, pandas; print('scikit-learn', sklearn.__version__, '· LightGBM', lightgbm.__version__, "
    words += "'· pandas', pandas.__version__)"
    done = subprocess.run([str(sitting.peer_python), "-c", words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else sys.exit(done.stderr)


if __name__ == "__main__":
    main()
