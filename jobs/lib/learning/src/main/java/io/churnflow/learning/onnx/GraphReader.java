package io.churnflow.learning.onnx;

import static io.churnflow.learning.onnx.DamagedModelException.require;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.churnflow.learning.Feature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The parts of a stored graph, by name.
final class GraphReader {
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, NodeProto> nodes = new HashMap<>();

  GraphReader(GraphProto graph) {
    graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  boolean isLinear() {
    return constants.containsKey(Names.INTERCEPT);
  }

  /// The model's columns: numbers by where their missing cells are looked for, categories by where
  /// they get codes.
  List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    while (true) {
      int column = features.size();
      if (has(Names.of(column, "missing"))) {
        String name = input(node(Names.of(column, "missing")), 0);
        features.add(new Feature(name, Feature.Kind.NUMBER));
      } else if (has(Names.of(column, "code"))) {
        String name = input(node(Names.of(column, "code")), 0);
        features.add(new Feature(name, Feature.Kind.CATEGORY));
      } else {
        return features;
      }
    }
  }

  /// What an operator takes at a place.
  static String input(NodeProto node, int place) {
    require(
        place < node.getInputCount(),
        "operator " + node.getName(),
        "more than %d inputs".formatted(place),
        node.getInputCount());
    return node.getInput(place);
  }

  double constant(String name) {
    double[] numbers = constants(name);
    require(numbers.length == 1, "constant " + name, "one number", numbers.length);
    return numbers[0];
  }

  double[] constants(String name) {
    TensorProto tensor = constants.get(name);
    if (tensor == null) {
      throw new DamagedModelException("expected constant %s, found none".formatted(name));
    }
    return Tensors.doubles(tensor);
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  NodeProto node(String name) {
    NodeProto node = nodes.get(name);
    if (node == null) {
      throw new DamagedModelException("expected operator %s, found none".formatted(name));
    }
    return node;
  }
}
