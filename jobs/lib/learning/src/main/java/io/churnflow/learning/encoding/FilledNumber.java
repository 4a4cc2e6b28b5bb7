package io.churnflow.learning.encoding;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.Feature;
import io.churnflow.learning.binning.BinnedColumn;
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

  @Override
  public List<BinnedColumn> bin(RawColumn column, int[] rows, byte[] labels) {
    RawColumn.Numbers numbers = (RawColumn.Numbers) column;
    BinnedColumn all = numbers.binned();
    double[] values = numbers.column().values();
    byte filler = (byte) all.bin(imputation.median());
    byte[] bins = new byte[rows.length];
    byte[] missing = new byte[imputation.indicator() ? rows.length : 0];
    for (int i = 0; i < rows.length; i++) {
      boolean absent = Double.isNaN(values[rows[i]]);
      bins[i] = absent ? filler : all.bins()[rows[i]];
      if (absent && imputation.indicator()) {
        missing[i] = 1;
      }
    }
    BinnedColumn filled = new BinnedColumn(bins, all.edges());
    return imputation.indicator()
        ? List.of(filled, new BinnedColumn(missing, new double[] {0.5}))
        : List.of(filled);
  }
}
