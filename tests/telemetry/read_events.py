"""Reads OpenLineage events from standard input, one JSON object a line, and prints what is wrong with them.

To be run by `.venv/airflow/bin/python`: there are the classes that OpenLineage's client has generated from its JSON Schema. A
field that the schema does not know, one that is missing, an id that is no UUID, or a time that is none, is refused by them.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from importlib import import_module
from typing import Any

from openlineage.client import generated
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState

OPEN = "/OpenLineage.json#/"
"""In the address of a schema that says no more than that it is a facet: those that only Airflow has may have any fields."""


def facet_classes() -> dict[str, Any]:
    """The generated class of each facet, by the address of its schema."""
    found = {}
    for module in pkgutil.iter_modules(generated.__path__):
        for value in vars(import_module(f"{generated.__name__}.{module.name}")).values():
            if isinstance(value, type) and hasattr(value, "_get_schema"):
                found[value._get_schema()] = value
    return found


CLASSES = facet_classes()


def facets(given: dict[str, Any]) -> dict[str, Any]:
    """The facets as objects; an exception where one is not what its schema says."""
    found = {}
    for name, fields in given.items():
        schema, producer = fields.pop("_schemaURL"), fields.pop("_producer")
        found[name] = CLASSES[schema](producer=producer, **({} if OPEN in schema else fields))
    return found


def event(line: str) -> RunEvent:
    """The event as an object; an exception where it is not what the schema says."""
    given = json.loads(line)
    run, job = given.pop("run"), given.pop("job")
    parts = {"inputs": (InputDataset, "inputFacets"), "outputs": (OutputDataset, "outputFacets")}
    sets = {
        part: [
            kind(**(dataset | {key: facets(dataset[key]) for key in ("facets", own) if key in dataset}))
            for dataset in given.pop(part, [])
        ]
        for part, (kind, own) in parts.items()
    }
    given["eventType"] = RunState[given["eventType"]]
    if given.pop("schemaURL") != RunEvent._get_schema():
        raise ValueError(f"expected an event by {RunEvent._get_schema()}")
    for part in (run, job):
        part["facets"] = facets(part["facets"])
    return RunEvent(**given, **sets, run=Run(**run), job=Job(**job))


for number, text in enumerate(sys.stdin, start=1):
    try:
        event(text)
    except (KeyError, TypeError, ValueError) as wrong:
        print(f"event {number}: {wrong!r}: {text[:400]}")
