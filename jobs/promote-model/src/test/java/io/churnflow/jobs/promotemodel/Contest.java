package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Gate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.IdDigests;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.mlflow.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Two hundred customers whose churn grows with `x`, and real models that know it or have it the
/// wrong way round.
final class Contest {
  static final int ROWS = 200;
  private static final String SALT = "salt";
  private static final Target TARGET = new Target("churn", "Yes", "No");

  private Contest() {}

  static Gate gate(Metric metric, double minimum, double margin, int positives) {
    return new Gate(metric, minimum, margin, positives);
  }

  static HoldoutRows holdout() {
    Table table = table(false);
    TextColumn ids = (TextColumn) table.column("id");
    return new HoldoutRows(table, ids.values(), Labels.of(table, TARGET));
  }

  /// Knows that churn grows with `x`.
  static Contestant good(int version, List<String> trainedOn) {
    return contestant(version, false, trainedOn);
  }

  /// Believes that churn falls with `x`.
  static Contestant bad(int version, List<String> trainedOn) {
    return contestant(version, true, trainedOn);
  }

  /// The same model with another threshold.
  static Contestant withThreshold(Contestant contestant, double threshold) {
    StoredModel model = contestant.model();
    return new Contestant(
        contestant.version(),
        new StoredModel(
            model.model(),
            model.calibration(),
            model.algorithm(),
            threshold,
            model.contractSha256(),
            List.of()),
        contestant.trainedOn());
  }

  /// The ids of the first rows of the hold-out.
  static List<String> firstIds(int count) {
    return IntStream.range(0, count).mapToObj(row -> "c" + row).toList();
  }

  private static Contestant contestant(int version, boolean flipped, List<String> trainedOn) {
    Table table = table(flipped);
    try (Workers workers = new Workers(1)) {
      FittedModel model =
          Learner.of("logistic-regression", Map.of())
              .fit(
                  FeatureTable.of(table, List.of("x")),
                  Labels.of(table, TARGET),
                  new FitContext(1, workers, () -> {}));
      return new Contestant(
          new ModelVersion("telco", version, "run", "models:/m-1", 0, "None", Map.of()),
          new StoredModel(
              model, new Uncalibrated(), "logistic-regression", 0.5, "0".repeat(64), List.of()),
          IdDigests.of(SALT, trainedOn));
    }
  }

  /// Row `i` has `x` = i; those from the middle on churn, but every fifth does the opposite.
  private static Table table(boolean flipped) {
    String[] ids = firstIds(ROWS).toArray(String[]::new);
    double[] x = IntStream.range(0, ROWS).asDoubleStream().toArray();
    int[] churn =
        IntStream.range(0, ROWS)
            .map(row -> (row >= ROWS / 2) ^ (row % 5 == 0) ^ flipped ? 1 : 0)
            .toArray();
    return new Table(
        List.of(
            new TextColumn("id", ids),
            new NumberColumn("x", NumberColumn.Kind.NUMBER, x),
            new CategoryColumn("churn", churn, List.of("No", "Yes"))),
        ROWS);
  }
}
