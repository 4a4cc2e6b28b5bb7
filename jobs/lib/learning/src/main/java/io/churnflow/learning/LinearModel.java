package io.churnflow.learning;

import io.churnflow.learning.linear.LinearTerm;
import io.churnflow.learning.linear.Weights;
import java.util.Arrays;
import java.util.List;

/// A logistic regression: the logistic function of the intercept plus one term a raw column, added
/// in order.
///
/// @param intercept log odds before any column
/// @param terms one a raw column
public record LinearModel(double intercept, List<LinearTerm> terms) implements FittedModel {

  public LinearModel {
    terms = List.copyOf(terms);
    Weights.check("intercept", intercept);
  }

  @Override
  public List<Feature> features() {
    return terms.stream().map(LinearTerm::feature).toList();
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
