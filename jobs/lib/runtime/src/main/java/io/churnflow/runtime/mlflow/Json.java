package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// The JSON that MLflow's REST API takes and gives, as trees.
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// The map in MLflow's list of pairs.
  static Map<String, String> map(JsonNode pairs) {
    Map<String, String> map = new TreeMap<>();
    pairs.forEach(pair -> map.put(pair.path("key").asText(), pair.path("value").asText()));
    return map;
  }

  /// A text between the quotation marks of MLflow's filters, which know no way to write one inside.
  static String quoted(String text) {
    if (text.contains("'")) {
      throw new IllegalArgumentException("MLflow filter: expected no quotation mark in " + text);
    }
    return "'" + text + "'";
  }

  /// Adds a metric to a list of them, as log-batch takes it.
  ///
  /// @param millis its time since 1970
  /// @param step its place in a series
  /// @return the metric, to be said more of
  static ObjectNode addMetric(ArrayNode metrics, String key, double value, long millis, long step) {
    return metrics
        .addObject()
        .put("key", key)
        .put("value", value)
        .put("timestamp", millis)
        .put("step", step);
  }

  /// MLflow's form of a map: a list of objects with `key` and `value`.
  static ArrayNode pairs(Map<String, String> map) {
    ArrayNode pairs = MAPPER.createArrayNode();
    map.forEach((key, value) -> pairs.addObject().put("key", key).put("value", value));
    return pairs;
  }
}
