package io.churnflow.learning.encoding;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.Feature;
import java.util.List;

/// A number column for trees: the number, missing ones filled by the median, and, where training
/// rows had missing cells, a second column that is 1 for them and else 0.
///
/// @param name the raw column
/// @param imputation the median, and whether there is a second column
public record FilledNumber(String name, Imputation imputation) implements TreeEncoding {

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.NUMBER);
  }

  @Override
  public int width() {
    return imputation.indicator() ? 2 : 1;
  }

  @Override
  public List<double[]> encode(Column column) {
    double[] values = ((NumberColumn) column).values();
    double[] filled = imputation.fill(values);
    return imputation.indicator() ? List.of(filled, Imputation.missing(values)) : List.of(filled);
  }
}
