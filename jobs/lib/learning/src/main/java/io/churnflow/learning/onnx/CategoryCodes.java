package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import io.churnflow.learning.encoding.CategoryOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Categories as a LabelEncoder from text to whole numbers: the known ones, then the empty text for
/// missing, and a default for unseen.
final class CategoryCodes {
  private static final String KEYS = "keys_strings";
  private static final String VALUES = "values_int64s";
  private static final String DEFAULT = "default_int64";

  private CategoryCodes() {}

  /// Adds the operator.
  ///
  /// @param code from a place in `known` to its number
  /// @return the name of the output, whole numbers `[N]`
  static String node(
      GraphBuilder graph,
      int column,
      String input,
      List<String> known,
      IntUnaryOperator code,
      int missing,
      int unseen) {
    List<String> keys = new ArrayList<>(known);
    keys.add("");
    int[] values =
        IntStream.concat(IntStream.range(0, known.size()).map(code), IntStream.of(missing))
            .toArray();
    return graph.node(
        Names.ML,
        "LabelEncoder",
        Names.of(column, "code"),
        List.of(input),
        List.of(
            Attributes.texts(KEYS, keys),
            Attributes.numbers(VALUES, values),
            Attributes.number(DEFAULT, unseen)));
  }

  /// The known categories of such a node.
  static List<String> known(NodeProto node) {
    List<String> keys =
        new NodeReader(node).texts(KEYS).stream().map(ByteString::toStringUtf8).toList();
    DamagedModelException.require(
        !keys.isEmpty(), node.getName(), "at least the empty text", "no category");
    return keys.subList(0, keys.size() - 1);
  }

  /// The order of such a node, as trees use it.
  static CategoryOrder order(String name, NodeProto node, List<Long> sets) {
    NodeReader reader = new NodeReader(node);
    long[] values = reader.numbers(VALUES);
    DamagedModelException.require(values.length > 0, node.getName(), "codes", "none");
    return new CategoryOrder(
        name,
        known(node),
        NodeReader.whole(values[values.length - 1]),
        NodeReader.whole(reader.number(DEFAULT)),
        sets);
  }
}
