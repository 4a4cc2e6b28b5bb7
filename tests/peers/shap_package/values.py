"""Explain rows by the `shap` package, from nothing but a model file of ours and a CSV; runs in an environment of its own.

    .venv/shap/bin/python tests/peers/shap_package/values.py MODEL.onnx ROWS.csv

prints JSON: `base`, and `values`, a list for each row with a number for each raw column, in the model's order.
"""

from __future__ import annotations

import base64
import csv
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found]
import onnxruntime  # type: ignore[import-untyped]
import shap  # type: ignore[import-not-found]

Tree = dict[str, Any]
COLUMNS = ("children_left", "children_right", "features", "thresholds", "values", "node_sample_weight")


def main(file: Path, table: Path) -> None:
    """Read both, explain, print."""
    model = onnx.load(file)
    names = [entry.name for entry in model.graph.input]
    trees, base = ensemble(model)
    encoded = encode(model, names, table)
    explainer = shap.TreeExplainer({"trees": trees}, feature_perturbation="tree_path_dependent")
    found = np.asarray(explainer.shap_values(encoded, check_additivity=False)).reshape(encoded.shape)
    raw = np.zeros((len(found), len(names)))
    for place, column in enumerate(owners(model)):
        raw[:, column] += found[:, place]
    expected = float(np.ravel(explainer.expected_value)[0]) + base
    print(json.dumps({"base": expected, "values": raw.tolist()}))


def ensemble(model: onnx.ModelProto) -> tuple[list[Tree], float]:
    """The operator's trees as `shap` takes them, and what is added to their sum."""
    node = next(node for node in model.graph.node if node.op_type == "TreeEnsemble")
    found = {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}
    splits = onnx.numpy_helper.to_array(found["nodes_splits"])
    weights = onnx.numpy_helper.to_array(found["leaf_weights"])
    rows = covers(next(entry.value for entry in model.metadata_props if entry.key == "churnflow.leaf_covers"))
    mean = found["aggregate_function"] == 0
    roots = found["tree_roots"]
    divisor = len(roots) if mean else 1
    trees = [tree(root, found, splits, weights / divisor, rows) for root in roots]
    bases = [onnx.numpy_helper.to_array(constant) for constant in model.graph.initializer if constant.name == "base"]
    return trees, float(bases[0]) if bases else 0.0


def covers(text: str) -> list[int]:
    """Variable-length numbers in base 64: seven bits a byte, the lowest first."""
    numbers, number, shift = [], 0, 0
    for byte in base64.b64decode(text):
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            number = shift = 0
    return numbers


def tree(root: int, found: dict[str, Any], splits: Any, weights: Any, rows: list[int]) -> Tree:
    """One tree, its nodes in the order of a walk."""
    out: Tree = {name: [] for name in COLUMNS}

    def add(number: int, leaf: bool) -> int:
        place = len(out["features"])
        out["children_left"].append(-1)
        out["children_right"].append(-1)
        out["features"].append(-2 if leaf else found["nodes_featureids"][number])
        out["thresholds"].append(-2.0 if leaf else splits[number])
        out["values"].append([weights[number] if leaf else 0.0])
        out["node_sample_weight"].append(float(rows[number]) if leaf else 0.0)
        if not leaf:
            for side, chosen in (("left", "true"), ("right", "false")):
                child = add(found[f"nodes_{chosen}nodeids"][number], bool(found[f"nodes_{chosen}leafs"][number]))
                out[f"children_{side}"][place] = child
                out["node_sample_weight"][place] += out["node_sample_weight"][child]
        return place

    add(root, False)
    return {name: np.array(column) for name, column in out.items()} | {"children_default": np.array(out["children_right"])}


def encode(model: onnx.ModelProto, names: list[str], table: Path) -> Any:
    """What the trees see of each row."""
    model.graph.output.append(onnx.helper.make_empty_tensor_value_info("encoded"))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    feed = {}
    for entry in session.get_inputs():
        cells = [row[entry.name] for row in rows]
        numeric = entry.type == "tensor(double)"
        numbers = [float(cell or math.nan) for cell in cells] if numeric else []
        feed[entry.name] = np.array(numbers) if numeric else np.array(cells, dtype=object)
    assert set(feed) == set(names)
    return session.run(["encoded"], feed)[0]


def owners(model: onnx.ModelProto) -> list[int]:
    """The raw column of each encoded one: its name begins with the column's number."""
    joined = next(node for node in model.graph.node if node.op_type == "Concat")
    return [int(name.split(".")[0]) for name in joined.input]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
