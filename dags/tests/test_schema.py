"""The published JSON Schema of pipeline files, held by a validator of its own against the files and against broken ones."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

REPO = Path(__file__).resolve().parents[2]
SCHEMA = REPO / "dags" / "pipelines" / "pipeline.schema.json"
PAGE = REPO / "docs" / "pipelines.md"
FILES = sorted([*REPO.glob("dags/pipelines/*.yaml"), *REPO.glob("bench/pipelines/*.yaml")])


@pytest.fixture
def validator():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_pipeline_file_is_valid_and_names_the_schema(validator, file):
    text = file.read_text(encoding="utf-8")
    assert [error.message for error in validator.iter_errors(yaml.safe_load(text))] == []
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / named).resolve() == SCHEMA


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("split", "holdout_percent"), 95),
        (("split", "holdout_percent"), "20"),
        (("training", "folds"), 2.5),
        (("training", "metric"), "auc"),
        (("training", "fold"), 5),
        (("contract", "columns", 0, "type"), "bool"),
        (("contract", "columns", 0, "missing"), 1.5),
        (("contract", "target", "positive"), True),
        (("contract", "dialect"), {"encoding": "latin1"}),
        (("threshold",), {"rule": "profit", "offer_cost": "ten"}),
        (("format",), 2),
        (("owner",), " "),
    ],
)
def test_a_value_that_is_none_is_found_where_it_is(validator, path, value):
    pipeline = broken = copy.deepcopy(yaml.safe_load(FILES[-1].read_text(encoding="utf-8")))
    for key in path[:-1]:
        broken = broken[key]
    broken[path[-1]] = value
    errors = list(validator.iter_errors(pipeline))
    assert errors
    assert tuple(errors[0].absolute_path) in {path, path[:-1], (*path, "encoding"), (*path, "offer_cost")}


def test_a_missing_section_is_found(validator):
    pipeline = yaml.safe_load(FILES[-1].read_text(encoding="utf-8"))
    del pipeline["retention"]
    assert [error.message for error in validator.iter_errors(pipeline)] == ["'retention' is a required property"]


def fields(schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Every field that holds a value or values, such as `contract.columns[].name`."""
    below = [
        *((f"{place}.{name}".lstrip("."), part) for name, part in schema.get("properties", {}).items()),
        *((place, part) for part in schema.get("anyOf", [])),
    ]
    if "properties" in schema.get("items", {}):
        below.append((f"{place}[]", schema["items"]))
    if "properties" in (every := schema.get("additionalProperties") or {}):
        below.append((place, every))
    if not below:
        yield place
    for name, part in below:
        yield from fields(part, name)


def described() -> set[str]:
    """Every field that the page's table has, by itself or by a word in its section's row such as `{share, severity}`."""
    page = PAGE.read_text(encoding="utf-8")
    table = page[page.index("\n## Fields") : page.index("\n### Parameters")]
    found, section = set(), ""
    for names, what in re.findall(r"^\| (.*`.*?) \| (.*) \| .*\|$", table, re.MULTILINE):
        words = re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", what)))
        for name in re.findall(r"`([^`]+)`", names):
            section = section if name.startswith(".") else name.rpartition(".")[0]
            field = section + name if name.startswith(".") else name
            found |= {field, *(f"{field}.{word}" for word in words)}
    return found


def test_the_page_of_the_pipeline_file_describes_every_field():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert {"contract.rules[].other", "threshold.offer_cost.times", "training.models[].space.low"} <= set(fields(schema))
    assert sorted(set(fields(schema)) - described()) == []
