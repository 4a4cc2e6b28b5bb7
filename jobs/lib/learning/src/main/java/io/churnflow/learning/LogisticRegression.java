package io.churnflow.learning;

import io.churnflow.contracts.pipeline.ClassWeight;
import io.churnflow.contracts.pipeline.SearchRange;
import io.churnflow.learning.linear.LinearFit;
import java.util.Map;

/// Logistic regression with an L2 penalty on standardised numbers and one-hot categories.
///
/// @param l2 penalty: the sum of the rows' log losses + l2 / 2 · the weights' squared length is
///   minimised; scikit-learn's 1 / C
/// @param maxIterations of the optimiser
/// @param classWeight whether both classes weigh the same
/// @param parameters as text
public record LogisticRegression(
    double l2, int maxIterations, ClassWeight classWeight, Map<String, String> parameters)
    implements Learner {
  static final String NAME = "logistic-regression";

  static LogisticRegression of(Map<String, Object> given) {
    Parameters parameters = new Parameters(given);
    double l2 = parameters.number("l2", 1, 1e-6, 1e9);
    int maxIterations = parameters.integer("max_iterations", 1000, 1, 100_000);
    ClassWeight classWeight = parameters.classWeight();
    return new LogisticRegression(l2, maxIterations, classWeight, parameters.finish());
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public PreparedTable prepare(FeatureTable table, Workers workers) {
    return table;
  }

  @Override
  public Map<String, SearchRange> space() {
    return Map.of("l2", SearchRange.logarithmic(0.01, 100));
  }

  @Override
  public FittedModel fit(PreparedTable table, int[] rows, byte[] labels, FitContext context) {
    FittedModel model =
        LinearFit.fit(
            table.table().select(rows), Labels.select(labels, rows), this, context.workers());
    context.progress().step();
    return model;
  }
}
