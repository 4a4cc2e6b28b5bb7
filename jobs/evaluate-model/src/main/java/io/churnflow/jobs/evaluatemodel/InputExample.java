package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.learning.Feature;
import io.churnflow.runtime.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row that the contract allows, made from nothing else: no customer's row leaves the tables.
final class InputExample {
  private static final String DATE = "2024-01-31";

  private final Map<String, Object> split;

  private InputExample(List<String> columns, List<@Nullable Object> row) {
    split = Map.of("columns", columns, "data", List.of(row));
  }

  static InputExample of(List<Feature> features, Contract contract) {
    List<@Nullable Object> row = new ArrayList<>();
    features.forEach(feature -> row.add(cell(feature, contract)));
    return new InputExample(Feature.names(features), row);
  }

  /// `input_example.json`, pandas' orientation "split".
  byte[] file() {
    return Json.bytes(split);
  }

  /// `serving_input_example.json`, what the scoring server takes.
  byte[] request() {
    return Json.bytes(Map.of("dataframe_split", split));
  }

  private static @Nullable Object cell(Feature feature, Contract contract) {
    Optional<ColumnContract> column =
        contract.columns().stream().filter(c -> c.name().equals(feature.name())).findFirst();
    return switch (feature.kind()) {
      case NUMBER -> column.map(InputExample::number).orElse(0.0);
      case TIMESTAMP -> column.map(InputExample::moment).orElse(DATE);
      case CATEGORY -> column.flatMap(c -> c.categories().stream().findFirst()).orElse(null);
    };
  }

  /// The middle of what is allowed.
  private static Object number(ColumnContract column) {
    Double least = column.minimum();
    Double most = column.maximum();
    double middle =
        least != null && most != null
            ? least / 2 + most / 2
            : least != null ? least : most != null ? most : 0;
    return switch (column.type()) {
      case BOOLEAN -> Boolean.TRUE;
      case INTEGER -> (long) Math.floor(middle);
      case NUMBER, CATEGORY, TIMESTAMP -> middle;
    };
  }

  /// The first moment that is allowed, else the last.
  private static String moment(ColumnContract column) {
    String earliest = column.earliest();
    String latest = column.latest();
    return earliest != null ? earliest : latest != null ? latest : DATE;
  }
}
