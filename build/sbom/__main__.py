"""Makes and checks the bills of materials: `python -m sbom jars`, `images NAME:TAG ...` or `licences`.

Exits with 1 where a component's licence does not do, and with 2 where what a bill is made of is missing or is of another build.
"""

import shutil
import sys
from pathlib import Path

from sbom import images, jars, page, python_packages
from sbom.bill import Bill, Component, Document, write
from sbom.licences import Policy, problems

ROOT = Path(__file__).resolve().parents[2]
JOBS = ROOT / "jobs"
BILLS = ROOT / "target" / "sbom"
LOCKS = {name: ROOT / name / "requirements.txt" for name in ("airflow", "mlflow", "serving")}


def jar_bills() -> list[Document]:
    """The bills of all jars that are built; raises ValueError where there are none."""
    found = [jars.bill(jar, JOBS) for jar in sorted(JOBS.glob("*/target/*.jar"))]
    if not found:
        raise ValueError(f"{JOBS}: expected the jobs' jars, found none (make jars)")
    return found


def environment_bill(name: str) -> Document:
    """The bill of a virtual environment, as it is installed here."""
    [folder] = (ROOT / ".venv" / name).glob("lib/python3*/site-packages")
    subject: Component = {"type": "application", "bom-ref": f"python-{name}", "name": f"python-{name}"}
    made = Bill(subject)
    made.add(*python_packages.packages(folder, LOCKS[name]))
    return made.document()


def libraries(bills: list[Document]) -> list[Component]:
    """The components of several bills, each once."""
    return list({component["bom-ref"]: component for one in bills for component in one["components"]}.values())


def main(arguments: list[str]) -> int:
    """Carries out one command; the number is the exit code."""
    match arguments:
        case ["jars"]:
            made = {one["metadata"]["component"]["name"]: one for one in jar_bills()}
            made |= {f"python-{name}": environment_bill(name) for name in LOCKS}
            shutil.rmtree(BILLS, ignore_errors=True)  # with those of jobs and images that are no more
        case ["images", *names] if names:
            by_digest = {one["metadata"]["component"]["hashes"][0]["content"]: one for one in jar_bills()}
            made = {name.rpartition(":")[0]: images.bill(name, LOCKS, by_digest) for name in names}
        case ["licences"]:
            parts = [libraries(jar_bills()), *(environment_bill(name)["components"] for name in LOCKS)]
            (ROOT / "docs" / "licences.md").write_text(page.written(parts, Policy.read()), encoding="utf-8")
            return 0
        case _:
            raise ValueError(f"expected jars, images NAME:TAG ... or licences, found {' '.join(arguments) or 'nothing'}")
    for name, document in made.items():
        write(document, BILLS / f"{name}.cdx.json")
    wrong = problems(libraries(list(made.values())), Policy.read())
    for problem in wrong:
        print(f"churnflow sbom: error: {problem}", file=sys.stderr)
    if not wrong:
        print(
            f"         {len(made)} bills of materials in {BILLS.relative_to(ROOT)}; all licences in them go with GPL-3.0-only"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError) as error:
        print(f"churnflow sbom: error: {error}", file=sys.stderr)
        sys.exit(2)
