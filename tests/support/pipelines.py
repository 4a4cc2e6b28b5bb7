"""Scratch pipeline files: the sample's, with a few sections replaced."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from tests.support.places import DATA, SAMPLE

Section = dict[str, Any]

SMALL_MODELS = [
    {"algorithm": "logistic-regression", "parameters": {"l2": 1.0, "max_iterations": 200}},
    {
        "algorithm": "random-forest",
        "parameters": {"trees": 8, "min_leaf": 5, "max_depth": 8},
    },
    {
        "algorithm": "gradient-boosting",
        "parameters": {"trees": 6, "max_leaves": 7, "learning_rate": 0.2, "min_leaf": 10},
    },
]


def sample() -> Section:
    """The sample pipeline, to be changed freely."""
    content: Section = yaml.safe_load(SAMPLE.read_text())
    return content


def beside_data(name: str) -> Section:
    """The pipeline of one of the other tables of data/, as its user deploys it."""
    content: Section = yaml.safe_load((DATA / f"{name}.yaml").read_text())
    return content


def small(name: str, **sections: Any) -> Section:
    """The sample with small models and no search, a gate that 600 rows can pass, and nothing that starts by itself."""
    content = merged(
        sample(),
        {
            "name": name,
            "schedules": {},
            "retraining": {},
            "training": {"folds": 3, "search": {}, "models": SMALL_MODELS},
            "gate": {"minimum": 0.2, "minimum_positives": 5, "margin": 0.5},
            "inference": {"inbox": name, "quiet_seconds": 1},
        },
    )
    return merged(content, sections)


def merged(base: Section, changes: Section) -> Section:
    """A copy of `base`; maps are merged, everything else replaced; an empty map empties."""
    content = copy.deepcopy(base)
    for key, value in changes.items():
        old = content.get(key)
        content[key] = merged(old, value) if isinstance(old, dict) and value else copy.deepcopy(value)
        if content[key] == {}:
            del content[key]
    return content


def write(folder: Path, content: Section) -> Path:
    """Writes `<name>.yaml`; renamed into place, as a person's editor would."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{content['name']}.yaml"
    draft = target.with_suffix(".draft")
    draft.write_text(yaml.safe_dump(content, sort_keys=False))
    return draft.rename(target)
