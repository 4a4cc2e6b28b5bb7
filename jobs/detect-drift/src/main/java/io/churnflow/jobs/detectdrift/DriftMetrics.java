package io.churnflow.jobs.detectdrift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A verdict as the metrics of one point of the series.
final class DriftMetrics {
  /// MLflow takes a thousand metrics at once, of which a column has two.
  private static final int MOST_COLUMNS = 450;

  private static final List<String> LEVELS = List.of("stable", "undecided", "watch", "act");

  private DriftMetrics() {}

  /// @param found as `drift.json` has it
  static Map<String, Double> of(JsonNode found) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("verdict", (double) LEVELS.indexOf(found.path("verdict").asText()));
    metrics.put("rows", found.path("rows").asDouble());
    metrics.put("score_effect", found.path("score").path("values").path("effect").asDouble());
    metrics.put("score_mean", found.path("score_batch").path("mean").asDouble());
    metrics.put("score_predicted", found.path("score_batch").path("predicted").asDouble());
    List<JsonNode> columns = new ArrayList<>();
    found.path("columns").forEach(columns::add);
    metrics.put("drifted_columns", (double) columns.stream().filter(DriftMetrics::drifted).count());
    columns.sort(
        Comparator.comparingDouble((JsonNode column) -> column.path("weight").asDouble())
            .reversed());
    for (JsonNode column : columns.subList(0, Math.min(MOST_COLUMNS, columns.size()))) {
      String name = name(column.path("column").asText(), metrics);
      metrics.put("effect/" + name, column.path("values").path("effect").asDouble());
      metrics.put("missing/" + name, column.path("missing_batch").asDouble());
    }
    return metrics;
  }

  private static boolean drifted(JsonNode column) {
    return LEVELS.indexOf(column.path("level").asText()) >= LEVELS.indexOf("watch");
  }

  /// MLflow's metrics have letters, digits, `_`, `-`, `.`, space, `:` and `/` in their names; what
  /// two columns share then is told apart by a number.
  private static String name(String column, Map<String, Double> taken) {
    String safe = column.replaceAll("[^A-Za-z0-9_\\-. :]", "_");
    String name = safe;
    for (int number = 2; taken.containsKey("effect/" + name); number++) {
      name = safe + "_" + number;
    }
    return name;
  }
}
