package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.pipeline.DriftPolicy;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.drift.DriftDetector;
import io.churnflow.learning.drift.DriftReferences;
import io.churnflow.learning.drift.Marginals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What is found of batches with a hostile category and a personal column.
final class Found {
  static final String HOSTILE = "<script>alert('1')</script>";
  static final String SECRET = "Copperfield";

  private Found() {}

  /// @param shift of the numbers, which are spread evenly over 100
  /// @param share of rows with the hostile category, and with the secret surname
  static BatchDrift of(int rows, double shift, double share) {
    return of(rows, shift, share, 0.2);
  }

  /// @param weight of the numbers: their share of what the model relies on
  static BatchDrift of(int rows, double shift, double share, double weight) {
    DriftReference reference =
        new DriftReferences(Set.of("surname"), "salt", "0".repeat(64))
            .of(table(2000, 0, 0.1), Map.of("charges", weight, "plan", 0.1), scores(2000, 0));
    FeatureTable batch = table(rows, shift, share);
    Map<String, Marginal> columns = new LinkedHashMap<>();
    batch.columns().forEach(column -> columns.put(column.name(), Marginals.of(column)));
    return new DriftDetector(reference, 0.5, DriftPolicy.usual())
        .compare(columns, Marginals.of(scores(rows, shift)));
  }

  private static FeatureTable table(int rows, double shift, double share) {
    double[] charges =
        IntStream.range(0, rows).mapToDouble(row -> row * 37.7 % 100 + shift).toArray();
    int[] codes =
        IntStream.range(0, rows).map(row -> row * 61 % 100 < share * 100 ? 1 : 0).toArray();
    return new FeatureTable(
        List.of(
            new NumberColumn("charges", NumberColumn.Kind.NUMBER, charges),
            new CategoryColumn("plan", codes, List.of("month", HOSTILE)),
            new CategoryColumn("surname", codes, List.of("Trotwood", SECRET))),
        rows);
  }

  private static double[] scores(int rows, double shift) {
    return IntStream.range(0, rows)
        .mapToDouble(row -> Math.min(1, (row * 37.7 % 100 + shift) / 200))
        .toArray();
  }
}
