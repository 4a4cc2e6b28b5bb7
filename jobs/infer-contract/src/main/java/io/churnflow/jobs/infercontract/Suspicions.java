package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.learning.leaks.SingleColumns;
import io.churnflow.learning.onnx.OnnxWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looks at every column but id and target for what would make it a bad feature.
///
/// @param findings of the columns, in the order of the file
/// @param leaksTold whether leaks could be looked for
record Suspicions(List<Finding> findings, boolean leaksTold) {
  private static final double MOSTLY = 0.5;
  private static final long FEW_ROWS = 20;

  static Suspicions of(TableProfile table, Roles roles, long seed) {
    Map<Integer, ColumnKind> kinds = new LinkedHashMap<>();
    Dialect dialect = table.dialect();
    for (int place = 0; place < table.columns().size(); place++) {
      ColumnProfile column = table.columns().get(place);
      if (!roles.has(column.name())) {
        kinds.put(place, ColumnKind.of(column, dialect.decimalMark()));
      }
    }
    Optional<Map<String, Double>> leaks = leaks(table, roles, seed, kinds);
    Map<Long, String> firsts = firsts(table, roles);
    List<Finding> findings = new ArrayList<>();
    kinds.forEach((place, kind) -> {
      ColumnProfile column = table.columns().get(place);
      String same = firsts.putIfAbsent(column.fingerprint(), column.name());
      findings.add(
          new Finding(
              column,
              kind,
              Optional.ofNullable(same)
                  .map(other -> "the same cell in every row as " + other)
                  .or(() -> leak(leaks, column))
                  .or(() -> suspicion(column, kind, dialect.decimalMark()))));
    });
    return new Suspicions(List.copyOf(findings), leaks.isPresent());
  }

  private static Optional<Map<String, Double>> leaks(
      TableProfile table, Roles roles, long seed, Map<Integer, ColumnKind> kinds) {
    Map<Integer, ColumnKind> named = new LinkedHashMap<>(kinds);
    named.keySet().removeIf(place -> table.columns().get(place).name().isEmpty());
    return new LeakCheck(table, roles.target(), seed).suspicious(named);
  }

  /// Names of id and target by what they hold: other columns must not hold the same.
  private static Map<Long, String> firsts(TableProfile table, Roles roles) {
    Map<Long, String> firsts = new LinkedHashMap<>();
    for (String role : List.of(roles.target().column(), roles.id())) {
      table.find(role).ifPresent(column -> firsts.putIfAbsent(column.fingerprint(), column.name()));
    }
    return firsts;
  }

  private static Optional<String> leak(Optional<Map<String, Double>> leaks, ColumnProfile column) {
    return leaks
        .map(areas -> areas.get(column.name()))
        .map(area ->
            String.format(
                Locale.ROOT,
                "tells the target almost alone (AUC %.3f, over %.2f): known only afterwards?",
                area,
                SingleColumns.SUSPICIOUS));
  }

  private static Optional<String> suspicion(ColumnProfile column, ColumnKind kind, char decimal) {
    double missing = (double) kind.missing(column, decimal) / column.rows();
    if (column.name().isEmpty()) {
      return Optional.of("has no name in the header");
    }
    if (isTaken(column.name())) {
      return Optional.of("has the name of a value inside the model file: call it otherwise");
    }
    if (kind == ColumnKind.EMPTY) {
      return Optional.of("empty in every row");
    }
    if (isConstant(column, kind, decimal)) {
      return Optional.of("constant: one value wherever there is one");
    }
    if (missing > MOSTLY) {
      return Optional.of(
          String.format(Locale.ROOT, "mostly missing: %.1f %% of the cells", 100 * missing));
    }
    if (isLikeAnId(column, kind)) {
      return Optional.of(
          column.uniqueAmong().isEmpty()
              ? "like an id: another value in every row"
              : "like an id: another value in each of the first %d rows"
                  .formatted(column.uniqueAmong().getAsLong()));
    }
    return switch (kind) {
      case MANY_CATEGORIES ->
          Optional.of("high cardinality: more than %d texts".formatted(DistinctTexts.MOST));
      case TEXT -> Optional.of("free text, which no model here reads");
      case BOOLEAN, INTEGER, NUMBER, TIMESTAMP, CATEGORY, EMPTY -> Optional.empty();
    };
  }

  private static boolean isTaken(String name) {
    try {
      OnnxWriter.checkNames(List.of(name));
      return false;
    } catch (IllegalArgumentException taken) {
      return true;
    }
  }

  private static boolean isConstant(ColumnProfile column, ColumnKind kind, char decimal) {
    return switch (kind) {
      case INTEGER, NUMBER -> column.numbers(decimal).least() == column.numbers(decimal).greatest();
      case TIMESTAMP -> {
        TimestampStatistics.Form form = column.timestamps().best().orElseThrow();
        yield form.least() == form.greatest();
      }
      case BOOLEAN, CATEGORY -> column.texts().size() == 1;
      case MANY_CATEGORIES, TEXT, EMPTY -> false;
    };
  }

  /// A whole number must also be called like one or rise from row to row: amounts may well differ
  /// in every row.
  private static boolean isLikeAnId(ColumnProfile column, ColumnKind kind) {
    return column.isUnique()
        && column.rows() >= FEW_ROWS
        && switch (kind) {
          case INTEGER -> Words.likeId(column.name()) > 0 || column.isRising();
          case CATEGORY, MANY_CATEGORIES, TEXT -> true;
          case BOOLEAN, NUMBER, TIMESTAMP, EMPTY -> false;
        };
  }
}
