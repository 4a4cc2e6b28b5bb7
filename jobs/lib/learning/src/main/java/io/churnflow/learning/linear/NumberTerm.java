package io.churnflow.learning.linear;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.Feature;

/// A number column's share: its standardised value times a weight, and a weight of its own for
/// being missing.
///
/// @param name the raw column
/// @param scaling how the value is filled and standardised
/// @param weight log odds a standard deviation
/// @param missingWeight log odds added where the value is missing; 0 where no training row had it
///   missing
public record NumberTerm(String name, Scaling scaling, double weight, double missingWeight)
    implements LinearTerm {

  public NumberTerm {
    Weights.check(name, weight, missingWeight);
  }

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.NUMBER);
  }

  @Override
  public void addTo(Column column, double[] margin) {
    double[] values = ((NumberColumn) column).values();
    for (int row = 0; row < margin.length; row++) {
      double missing = Double.isNaN(values[row]) ? missingWeight : 0;
      margin[row] += scaling.apply(values[row]) * weight + missing;
    }
  }
}
