"""A bill of materials in the making, as CycloneDX JSON."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

Component = dict[str, Any]
Document = dict[str, Any]

SPECIFICATION = SchemaVersion.V1_6


class Bill:
    """The components of one thing that is delivered, each once, with what each needs."""

    def __init__(self, subject: Component) -> None:
        """Begins the bill of a subject, which has a `bom-ref` like every component."""
        self.subject = subject
        self._components: dict[str, Component] = {}
        self._needs: dict[str, set[str]] = {}

    def add(self, components: Iterable[Component], needs: dict[str, set[str]] | None = None) -> None:
        """Adds components that the subject itself needs, and what those need among each other.

        A component that is there already (by its reference, which is its package URL) is not added again.
        """
        for component in components:
            reference = component["bom-ref"]
            self._components.setdefault(reference, component)
            self._needs.setdefault(self.subject["bom-ref"], set()).add(reference)
        for reference, needed in (needs or {}).items():
            self._needs.setdefault(reference, set()).update(needed)

    def include(self, other: Document) -> None:
        """Adds the subject of another bill, and its components as what that subject needs."""
        subject = other["metadata"]["component"]
        self.add([subject])
        for component in other.get("components", []):
            self._components.setdefault(component["bom-ref"], component)
        for one in other.get("dependencies", []):
            self._needs.setdefault(one["ref"], set()).update(one.get("dependsOn", []))

    def document(self) -> Document:
        """The bill; the same parts give the same document, so it has neither serial number nor time."""
        references = [self.subject["bom-ref"], *sorted(self._components)]
        return {
            "bomFormat": "CycloneDX",
            "specVersion": SPECIFICATION.to_version(),
            "version": 1,
            "metadata": {"component": self.subject},
            "components": [self._components[reference] for reference in references[1:]],
            "dependencies": [
                {"ref": reference, "dependsOn": sorted(self._needs.get(reference, set()) & self._components.keys())}
                for reference in references
            ],
        }


def read(path: Path) -> Document:
    """A bill that was written before."""
    document: Document = json.loads(path.read_text(encoding="utf-8"))
    return document


def write(document: Document, path: Path) -> None:
    """Writes a bill that keeps to the schema of its specification; raises ValueError, and writes nothing, where it does not."""
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    mistake = JsonStrictValidator(SPECIFICATION).validate_str(text)
    if mistake:
        raise ValueError(f"{path}: expected a CycloneDX {SPECIFICATION.to_version()} document, found {mistake!r:.500}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def by_package_url(component: Component) -> Component:
    """The component under its package URL as reference, which is the same in every bill."""
    return component | {"bom-ref": component["purl"]}
