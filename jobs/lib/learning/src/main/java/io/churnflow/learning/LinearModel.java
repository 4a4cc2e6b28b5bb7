package io.churnflow.learning;

import io.churnflow.learning.linear.LinearTerm;
import io.churnflow.learning.linear.Scaling;
import io.churnflow.learning.linear.Weights;
import java.util.Arrays;
import java.util.List;

/// A logistic regression: the logistic function of the intercept plus one term a raw column, added
/// in order.
///
/// @param intercept log odds before any column
/// @param terms one a raw column
/// @param means of what each term adds, over the training rows; none where they are not known
public record LinearModel(double intercept, List<LinearTerm> terms, List<Double> means)
    implements FittedModel {
  /// The most that a column can add: [Weights#LIMIT] times [Scaling#LIMIT], and being missing.
  private static final double MOST = 2 * Weights.LIMIT * Scaling.LIMIT;

  public LinearModel {
    terms = List.copyOf(terms);
    means = List.copyOf(means);
    Weights.check("intercept", intercept);
    if (!means.isEmpty() && means.size() != terms.size()) {
      throw new IllegalArgumentException(
          "means of terms: expected %d or none, found %d".formatted(terms.size(), means.size()));
    }
    for (double mean : means) {
      if (!(Math.abs(mean) <= MOST)) {
        throw new IllegalArgumentException(
            "mean of a term: expected a number from %s to %s, found %s"
                .formatted(-MOST, MOST, mean));
      }
    }
  }

  @Override
  public List<Feature> features() {
    return terms.stream().map(LinearTerm::feature).toList();
  }

  @Override
  public String scoreUnit() {
    return "log odds";
  }

  @Override
  public boolean explainable() {
    return !means.isEmpty();
  }

  @Override
  public double[] probabilities(FeatureTable table) {
    table.require(features());
    double[] margin = new double[table.rows()];
    Arrays.fill(margin, intercept);
    for (int place = 0; place < terms.size(); place++) {
      terms.get(place).addTo(table.columns().get(place), margin);
    }
    return Arrays.stream(margin).map(Logistic::probability).toArray();
  }
}
