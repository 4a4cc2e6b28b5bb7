"""What is delivered, read once for all tests."""

import functools

from sbom.__main__ import LOCKS, ROOT, environment_bill, jar_bills, libraries
from sbom.bill import Component, Document

__all__ = ["LOCKS", "ROOT", "environments", "jars", "parts"]


@functools.cache
def jars() -> list[Document]:
    """The bills of the built jars."""
    return jar_bills()


@functools.cache
def environments() -> dict[str, Document]:
    """The bills of the virtual environments that images have too."""
    return {name: environment_bill(name) for name in LOCKS}


def parts() -> list[list[Component]]:
    """The components in the jars, and of each environment."""
    return [libraries(jars()), *(environment["components"] for environment in environments().values())]
