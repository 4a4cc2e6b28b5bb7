"""docs/licences.md: the licences in numbers, and what people have decided."""

from collections import Counter

from sbom.bill import Component
from sbom.licences import Policy, judged

HEAD = """# Licences of what is delivered

Churnflow is GPL-3.0-only because the library Smile in its jars is. Whatever else is delivered must go with that: each
component's licence is held against the list in `build/sbom/licences.toml` by `make sbom` and by `make test`; one that is not
on it, or not known, is an error. [Delivery](delivery.md#licences) says how. `make licences` writes this page.

## In numbers

Libraries in the jars, packages in the three virtual environments of the images. Libraries that are compiled into
Python packages and named by their wheels are judged as well, and not counted here, since they differ between processors.
Debian's packages are in the images' bills.

| licence | jars | Airflow | MLflow | served model |
| --- | ---: | ---: | ---: | ---: |
"""
MIDDLE = """
## Decided by people

Metadata that says nothing, leaves a choice, or names a licence that is not on the list: looked up one by one.

| component | licence | why |
| --- | --- | --- |
"""


def written(parts: list[list[Component]], policy: Policy) -> str:
    """The page's text, of the components in the jars and of those in each environment, in the order of its columns."""
    counts = [Counter(policy.licence(component) for component in judged(part) if component in part) for part in parts]
    licences = sorted(set().union(*counts), key=lambda one: (-sum(count[one] for count in counts), one))
    rows = [f"| {licence} | {' | '.join(str(count[licence]) for count in counts)} |" for licence in licences]
    total = f"| **all** | {' | '.join(str(count.total()) for count in counts)} |"
    decided = [f"| `{key}` | {one.licence} | {one.reason} |" for key, one in sorted(policy.decisions.items())]
    return HEAD + "\n".join([*rows, total]) + "\n" + MIDDLE + "\n".join(decided) + "\n"
