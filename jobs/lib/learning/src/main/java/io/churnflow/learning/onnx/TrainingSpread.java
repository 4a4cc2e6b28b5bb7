package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.TreeModel;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// How the training rows were spread, which explanations need and scoring does not: as metadata,
/// which onnxruntime ignores.
///
/// Trees: the covers of the leaves in their order, in base 64, each as a variable-length number:
/// seven bits a byte, the lowest first, the eighth bit set where more follow. Linear models: what
/// each term adds on average, as JSON.
final class TrainingSpread {
  private static final int BITS = 7;

  private TrainingSpread() {}

  static StringStringEntryProto of(FittedModel model) {
    return switch (model) {
      case LinearModel linear -> entry(Names.MEANS_KEY, json(linear.means()));
      case TreeModel trees -> entry(Names.COVERS_KEY, packed(trees.ensemble().leafCovers()));
    };
  }

  /// Whether a file's metadata say it: models that nobody has fitted do not have it.
  static boolean isIn(List<StringStringEntryProto> metadata) {
    return metadata.stream()
        .map(StringStringEntryProto::getKey)
        .anyMatch(key -> key.equals(Names.MEANS_KEY) || key.equals(Names.COVERS_KEY));
  }

  /// The model with what its file says of its training rows.
  ///
  /// @param metadata the file's, by key
  static FittedModel read(FittedModel model, UnaryOperator<String> metadata) {
    return switch (model) {
      case LinearModel linear ->
          new LinearModel(
              linear.intercept(), linear.terms(), numbers(metadata.apply(Names.MEANS_KEY)));
      case TreeModel trees ->
          new TreeModel(
              trees.encoder(),
              trees.ensemble().withLeafCovers(unpacked(metadata.apply(Names.COVERS_KEY))));
    };
  }

  private static String json(List<Double> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private static List<Double> numbers(String json) {
    DamagedModelException.require(
        json.matches("\\[[^\\[\\]]+]"), Names.MEANS_KEY, "a list of numbers", json);
    return Arrays.stream(json.substring(1, json.length() - 1).split(",", -1))
        .map(number -> OnnxReader.number(Names.MEANS_KEY, number))
        .toList();
  }

  private static String packed(int[] covers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(covers.length);
    for (int cover : covers) {
      int rest = cover;
      for (; rest >= 1 << BITS; rest >>>= BITS) {
        bytes.write(rest & 0x7f | 0x80);
      }
      bytes.write(rest);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static int[] unpacked(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    int[] covers = new int[bytes.length];
    int size = 0;
    int shift = 0;
    for (byte next : bytes) {
      DamagedModelException.require(
          shift < Integer.SIZE, Names.COVERS_KEY, "numbers of 32 bits", "longer ones");
      covers[size] |= (next & 0x7f) << shift;
      shift = next < 0 ? shift + BITS : 0;
      size += next < 0 ? 0 : 1;
    }
    return Arrays.copyOf(covers, size);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
