package io.churnflow.learning.explain;

import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.Workers;
import java.util.List;

/// A column's contribution to a linear model's log odds: what its term adds, less what it adds to a
/// training row on average (Štrumbelj and Kononenko 2014).
///
/// @param model an explainable one
record LinearExplainer(LinearModel model) implements Explainer {

  @Override
  public double base() {
    double base = model.intercept();
    for (double mean : model.means()) {
      base += mean;
    }
    return base;
  }

  @Override
  public List<Feature> features() {
    return model.features();
  }

  @Override
  public Contributions explain(FeatureTable table, Workers workers) {
    table.require(model.features());
    List<double[]> values = workers.map(model.terms().size(), place -> column(place, table));
    return new Contributions(features(), base(), values.toArray(double[][]::new));
  }

  private double[] column(int place, FeatureTable table) {
    double[] added = new double[table.rows()];
    model.terms().get(place).addTo(table.columns().get(place), added);
    double mean = model.means().get(place);
    for (int row = 0; row < added.length; row++) {
      added[row] -= mean;
    }
    return added;
  }
}
