package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/// A graph as it is written: constants, inputs, nodes, in the order of the calls.
final class GraphBuilder {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("churnflow");

  GraphBuilder() {
    wholes(Names.AXIS, 1);
  }

  /// A raw column, `[N]`.
  void input(String name, TensorProto.DataType type) {
    graph.addInput(value(name, type, dimension().setDimParam(Names.ROWS)));
  }

  /// The probability, `[N, 1]`.
  void output(String name) {
    graph.addOutput(
        value(
            name,
            TensorProto.DataType.DOUBLE,
            dimension().setDimParam(Names.ROWS),
            dimension().setDimValue(1)));
  }

  /// A constant number.
  ///
  /// @return its name
  String constant(String name, double number) {
    graph.addInitializer(Tensors.scalar(name, number));
    return name;
  }

  /// A constant row of numbers.
  ///
  /// @return its name
  String constants(String name, double... numbers) {
    graph.addInitializer(Tensors.doubles(name, numbers));
    return name;
  }

  /// A constant row of whole numbers.
  ///
  /// @return its name
  String wholes(String name, long... numbers) {
    graph.addInitializer(Tensors.wholes(name, numbers));
    return name;
  }

  /// An operator of the standard domain.
  ///
  /// @return the name of its output
  String node(String operator, String output, String... inputs) {
    graph.addNode(proto(operator, output, inputs));
    return output;
  }

  /// An operator of any domain, with attributes.
  ///
  /// @return the name of its output
  String node(
      String domain,
      String operator,
      String output,
      List<String> inputs,
      List<AttributeProto> attributes) {
    graph.addNode(
        proto(operator, output, inputs.toArray(String[]::new))
            .setDomain(domain)
            .addAllAttribute(attributes));
    return output;
  }

  /// Makes `[N, 1]` of `[N]`.
  String asColumn(String output, String input) {
    return node("Unsqueeze", output, input, Names.AXIS);
  }

  /// Makes `[N, 1]` of `[N, K]` by adding up each row.
  String rowSums(String output, String input) {
    return node("ReduceSum", output, input, Names.AXIS);
  }

  GraphProto build() {
    return graph.build();
  }

  private static NodeProto.Builder proto(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setName(output)
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static TensorShapeProto.Dimension.Builder dimension() {
    return TensorShapeProto.Dimension.newBuilder();
  }

  private static ValueInfoProto value(
      String name, TensorProto.DataType type, TensorShapeProto.Dimension.Builder... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (TensorShapeProto.Dimension.Builder dimension : dimensions) {
      shape.addDim(dimension);
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
