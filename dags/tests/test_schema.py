"""The published JSON Schema of pipeline files, held by a validator of its own against the files and against broken ones."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

REPO = Path(__file__).resolve().parents[2]
SCHEMA = REPO / "dags" / "pipelines" / "pipeline.schema.json"
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
