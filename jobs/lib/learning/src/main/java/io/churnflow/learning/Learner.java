package io.churnflow.learning;

import io.churnflow.contracts.pipeline.SearchRange;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// An algorithm with its parameters, ready to fit.
public sealed interface Learner permits LogisticRegression, RandomForest, GradientBoosting {
  /// Names that [#of] knows.
  List<String> ALGORITHMS =
      List.of(LogisticRegression.NAME, RandomForest.NAME, GradientBoosting.NAME);

  /// The learner that a pipeline file asks for.
  ///
  /// @param algorithm one of [#ALGORITHMS]
  /// @param parameters by name; what is left out takes its default
  /// @throws IllegalArgumentException for an unknown algorithm or parameter, or a value out of
  ///   range; the message starts with `algorithm` or the parameter's name and says what was
  ///   expected and found
  static Learner of(String algorithm, Map<String, Object> parameters) {
    return switch (algorithm) {
      case LogisticRegression.NAME -> LogisticRegression.of(parameters);
      case RandomForest.NAME -> RandomForest.of(parameters);
      case GradientBoosting.NAME -> GradientBoosting.of(parameters);
      default ->
          throw new IllegalArgumentException(
              "algorithm: expected one of %s, found '%s'"
                  .formatted(String.join(", ", ALGORITHMS), algorithm));
    };
  }

  /// The algorithm's name.
  String algorithm();

  /// Every parameter as used, defaults included, as text.
  Map<String, String> parameters();

  /// How many steps a fit reports to its [FitProgress].
  int steps();

  /// Fits encoder and model on these rows. The same arguments give the same model, whatever the
  /// number of threads.
  ///
  /// @param table the feature columns
  /// @param labels 1 or 0 a row; both must be there
  default FittedModel fit(FeatureTable table, byte[] labels, FitContext context) {
    int[] all = IntStream.range(0, table.rows()).toArray();
    return fit(prepare(table, context.workers()), all, labels, context);
  }

  /// Fits encoder and model on some rows. The same arguments give the same model, whatever the
  /// number of threads.
  ///
  /// @param table what [#prepare] made, or raw columns
  /// @param rows which rows of the table, from 0
  /// @param labels 1 or 0 for every row of the table; only those of `rows` are looked at, and both
  ///   must be there
  FittedModel fit(PreparedTable table, int[] rows, byte[] labels, FitContext context);

  /// Does once what any number of fits on this table's rows can share, whatever the parameters.
  PreparedTable prepare(FeatureTable table, Workers workers);

  /// Where a search looks for parameters where the pipeline file does not say.
  Map<String, SearchRange> space();

  /// Whether a fit on all rows takes something from the folds' models.
  default boolean learnsFromFolds() {
    return false;
  }

  /// The learner for a fit on all rows, given the folds' models.
  default Learner settled(List<FittedModel> ofFolds) {
    return this;
  }
}
