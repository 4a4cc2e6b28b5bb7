"""Whether what is delivered may be delivered under GPL-3.0-only."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from license_expression import ExpressionError, LicenseExpression, get_spdx_licensing
from packageurl import PackageURL

from sbom import debian_packages
from sbom.bill import Component

POLICY = Path(__file__).with_name("licences.toml")
OURS = "io.churnflow"
_SPDX = get_spdx_licensing()


@dataclass(frozen=True)
class Decision:
    """What a person has found out about one component whose metadata does not say it, or not clearly."""

    licence: str
    reason: str


@dataclass(frozen=True)
class Policy:
    """The licences that go with GPL-3.0-only, other words for them, and decisions by package URL without version."""

    allowed: frozenset[str]
    names: dict[str, str]
    decisions: dict[str, Decision]

    @staticmethod
    def read(path: Path = POLICY) -> "Policy":
        """Reads licences.toml; raises ValueError where it names a licence that SPDX does not know."""
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        decisions = {purl: Decision(**words) for purl, words in fields["decisions"].items()}
        policy = Policy(frozenset(fields["allowed"]), fields["names"], decisions)
        for licence in (*policy.allowed, *policy.names.values(), *(one.licence for one in decisions.values())):
            if _parsed(licence) is None:
                raise ValueError(f"{path}: expected licences of SPDX, found '{licence}'")
        return policy

    def licence(self, component: Component) -> str:
        """The component's licence as an SPDX expression, empty where nothing says it."""
        decision = self.decisions.get(key(component))
        if decision:
            return decision.licence
        stated = [self.names.get(name, name) for name in _stated(component)]
        return " AND ".join(f"({one})" if " " in one and len(stated) > 1 else one for one in dict.fromkeys(stated))

    def problem(self, component: Component) -> str | None:
        """Why the component may not be delivered, or nothing; what a person has decided is not judged again."""
        if key(component) in self.decisions:
            return None
        licence = self.licence(component)
        if not licence:
            return f"{key(component)}: expected a licence, found none in its metadata"
        parsed = _parsed(licence)
        if parsed is None:
            return f"{key(component)}: expected a licence of SPDX, found '{licence}'"
        if not self._allows(parsed):
            return f"{key(component)}: expected a licence that goes with GPL-3.0-only, found '{licence}'"
        return None

    def _allows(self, expression: LicenseExpression) -> bool:
        if isinstance(expression, _SPDX.AND):
            return all(self._allows(one) for one in expression.args)
        if isinstance(expression, _SPDX.OR):
            return any(self._allows(one) for one in expression.args)
        return str(expression) in self.allowed


def key(component: Component) -> str:
    """What decisions name a component by: its package URL without version, its bare name where it has none."""
    purl = component.get("purl")
    if not purl:
        return str(component["name"])
    parts = PackageURL.from_string(purl)
    return PackageURL(parts.type, parts.namespace, parts.name).to_string()


def judged(components: Iterable[Component]) -> Iterator[Component]:
    """The components that the policy judges, those inside others included: all but our own and Debian's."""
    for component in components:
        if not component.get("group", "").startswith(OURS) and not component.get("purl", "").startswith("pkg:deb/"):
            yield component
        yield from judged(component.get("components", []))


def problems(components: list[Component], policy: Policy) -> list[str]:
    """What is wrong with the licences, a sentence each.

    Debian's packages stand beside the jars in an image and are no part of them; of these it is checked that they are of
    Debian's archive `main`, which takes free software only. Packages of other areas say so in their section (`non-free/...`).
    """
    found = [problem for component in judged(components) if (problem := policy.problem(component))]
    for component in components:
        for fact in component.get("properties", []):
            if fact["name"] == debian_packages.SECTION and "/" in fact["value"]:
                found.append(f"{key(component)}: expected a package of Debian's main, found section '{fact['value']}'")
    return sorted(set(found))


def _stated(component: Component) -> list[str]:
    entries = component.get("licenses", [])
    return [one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in entries]


def _parsed(licence: str) -> LicenseExpression | None:
    try:
        parsed = _SPDX.parse(licence, validate=True)
    except ExpressionError:
        return None
    return parsed
