"""Reads values out of a YAML file so that every complaint names file, path, expectation and finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LONGEST_FINDING = 200
"""Characters of what was found that a message shows."""


class PlainLoader(yaml.SafeLoader):
    """YAML as the jars read it: no aliases, and a text that looks like a date or like `yes` is a text."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuses an alias, by which a few lines could stand for gigabytes."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "expected no alias", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF"))


class PipelineError(ValueError):
    """Something is wrong in a pipeline file; the message says where, what was expected and what was found."""


@dataclass(frozen=True)
class Section:
    """A mapping of the file and the path that leads to it. A value of null counts as absent, as it does in the jars."""

    file: Path
    path: str
    values: Mapping[str, Any]

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        return self.values.get(key) is not None

    def wrong(self, key: str, expected: str, found: object) -> PipelineError:
        """The error for a key of this section."""
        shown = "nothing" if found is None else repr(found)[:LONGEST_FINDING]
        return PipelineError(f"{self.file}: {self.path}{key}: expected {expected}, found {shown}")

    def text(self, key: str, pattern: re.Pattern[str], *, default: str | None = None) -> str:
        """A text that matches as a whole."""
        value = default if default is not None and not self.has(key) else self.values.get(key)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise self.wrong(key, f"a text matching {pattern.pattern}", value)
        return value

    def texts(self, key: str, pattern: re.Pattern[str], *, default: Sequence[str]) -> tuple[str, ...]:
        """A list of texts that match as a whole."""
        values = self.values[key] if self.has(key) else list(default)
        if not isinstance(values, list):
            raise self.wrong(key, "a list of texts", values)
        for value in values:
            if not isinstance(value, str) or not pattern.fullmatch(value):
                raise self.wrong(key, f"texts matching {pattern.pattern}", value)
        return tuple(values)

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """One of a few words."""
        value = self.values.get(key)
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong(key, " or ".join(allowed), value)
        return value

    def integer(self, key: str, *, low: int, high: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = default if default is not None and not self.has(key) else self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            expected = str(low) if low == high else f"a whole number from {low} to {high}"
            raise self.wrong(key, expected, value)
        return value

    def section(self, key: str, default: Mapping[str, Any] | None = None) -> Section:
        """A mapping below this one."""
        value = default if default is not None and not self.has(key) else self.values.get(key)
        if not isinstance(value, Mapping):
            raise self.wrong(key, "a mapping", value)
        return Section(self.file, f"{self.path}{key}.", value)

    def sections(self, key: str) -> list[Section]:
        """A list, not empty, of mappings."""
        values = self.values.get(key)
        if not isinstance(values, list) or not values:
            raise self.wrong(key, "a list with at least one entry", values)
        for index, value in enumerate(values):
            if not isinstance(value, Mapping):
                raise self.wrong(f"{key}[{index}]", "a mapping", value)
        return [Section(self.file, f"{self.path}{key}[{i}].", value) for i, value in enumerate(values)]


def read(file: Path) -> Section:
    """The whole file as a section."""
    try:
        values = yaml.load(file.read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506 - a SafeLoader
    except Exception as error:  # PyYAML lets pass whatever a tag such as !!int or nesting without end make Python say
        reason = " ".join(str(error).split())[:LONGEST_FINDING] or type(error).__name__
        raise PipelineError(f"{file}: expected YAML in UTF-8, found: {reason}") from error
    if not isinstance(values, Mapping):
        raise PipelineError(f"{file}: expected a mapping at the top, found {type(values).__name__}")
    return Section(file, "", values)
