package io.churnflow.learning.onnx;

import static io.churnflow.learning.onnx.DamagedModelException.require;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.churnflow.learning.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The parts of a stored graph, by name.
final class GraphReader {
  private final GraphProto graph;
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, NodeProto> nodes = new HashMap<>();

  GraphReader(GraphProto graph) {
    this.graph = graph;
    graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  boolean isLinear() {
    return constants.containsKey(Names.INTERCEPT);
  }

  List<Feature> features() {
    return graph.getInputList().stream().map(GraphReader::feature).toList();
  }

  private static Feature feature(ValueInfoProto input) {
    int type = input.getType().getTensorType().getElemType();
    boolean number = type == TensorProto.DataType.DOUBLE.getNumber();
    return new Feature(input.getName(), number ? Feature.Kind.NUMBER : Feature.Kind.CATEGORY);
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
