package io.churnflow.learning.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Numbers that `src/test/python/peers.py` got from scikit-learn.
public final class Peers {
  private Peers() {}

  /// The cases of one file.
  public static JsonNode cases(String name) {
    try (InputStream file = Peers.class.getResourceAsStream("/peers/" + name + ".json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file, name)).get("cases");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Numbers; null is NaN.
  public static double[] doubles(JsonNode array) {
    return stream(array).mapToDouble(n -> n.isNull() ? Double.NaN : n.asDouble()).toArray();
  }

  /// Whole numbers.
  public static int[] ints(JsonNode array) {
    return stream(array).mapToInt(JsonNode::asInt).toArray();
  }

  /// Labels.
  public static byte[] labels(JsonNode array) {
    byte[] labels = new byte[array.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) array.get(i).asInt();
    }
    return labels;
  }

  /// Rows of numbers.
  public static double[][] matrix(JsonNode rows) {
    return stream(rows).map(Peers::doubles).toArray(double[][]::new);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
