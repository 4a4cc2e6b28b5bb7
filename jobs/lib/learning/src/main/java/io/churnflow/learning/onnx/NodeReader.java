package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;

/// Attributes of a stored operator, by name.
record NodeReader(NodeProto node) {

  long number(String name) {
    return attribute(name).getI();
  }

  long[] numbers(String name) {
    AttributeProto attribute = attribute(name);
    long[] numbers = new long[attribute.getIntsCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = attribute.getInts(i);
    }
    return numbers;
  }

  /// Texts that are keys or stand for a place in their list: runtimes disagree about which of two
  /// equal ones counts.
  List<ByteString> texts(String name) {
    List<ByteString> texts = attribute(name).getStringsList();
    DamagedModelException.require(
        new HashSet<>(texts).size() == texts.size(),
        "operator %s, attribute %s".formatted(node.getName(), name),
        "distinct texts",
        "one twice");
    return texts;
  }

  double[] doubles(String name) {
    return Tensors.doubles(attribute(name).getT());
  }

  /// A stored number that must be an index.
  static int whole(long number) {
    DamagedModelException.require(
        number >= 0 && number < Integer.MAX_VALUE, "index", "one from 0 on", number);
    return (int) number;
  }

  private AttributeProto attribute(String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new DamagedModelException(
                "operator %s: expected attribute %s, found none".formatted(node.getName(), name)));
  }
}
