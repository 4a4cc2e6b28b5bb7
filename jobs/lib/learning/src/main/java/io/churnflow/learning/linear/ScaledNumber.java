package io.churnflow.learning.linear;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.binning.BinEdges;
import io.churnflow.learning.binning.DistinctValues;
import io.churnflow.learning.encoding.Imputation;
import io.churnflow.learning.linear.CodedColumn.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A number column, standardised, with an indicator column where training rows had missing cells.
///
/// @param name the raw column
/// @param scaling fills and standardises
/// @param indicator whether there is the second column
record ScaledNumber(String name, Scaling scaling, boolean indicator) implements LinearEncoding {

  static ScaledNumber fit(NumberColumn column) {
    Imputation imputation = Imputation.fit(column.values());
    Scaling scaling = Scaling.fit(column.values(), imputation);
    return new ScaledNumber(column.name(), scaling, imputation.indicator());
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public DesignColumns design(Column column, int offset) {
    double[] values = ((NumberColumn) column).values();
    double[] few = DistinctValues.atMost(CodedColumn.MOST - 1, values);
    return few.length < CodedColumn.MOST ? coded(values, few, offset) : dense(values, offset);
  }

  private DesignColumns coded(double[] values, double[] distinct, int offset) {
    Arrays.sort(distinct);
    double[] edges = BinEdges.of(distinct);
    byte[] codes = new byte[values.length];
    for (int row = 0; row < codes.length; row++) {
      boolean missing = Double.isNaN(values[row]);
      codes[row] = (byte) (missing ? distinct.length : BinEdges.bin(edges, values[row]));
    }
    List<Cell> cells = new ArrayList<>();
    for (double value : distinct) {
      cells.add(new Cell(offset, scaling.apply(value), -1));
    }
    cells.add(new Cell(offset, scaling.apply(Double.NaN), indicator ? offset + 1 : -1));
    return DesignColumns.of(new CodedColumn(codes, cells));
  }

  private DesignColumns dense(double[] values, int offset) {
    double[] scaled = new double[values.length];
    byte[] missing = new byte[values.length];
    for (int row = 0; row < scaled.length; row++) {
      scaled[row] = scaling.apply(values[row]);
      missing[row] = (byte) (Double.isNaN(values[row]) ? 1 : 0);
    }
    List<Cell> marks = List.of(new Cell(-1, 0, -1), new Cell(-1, 0, offset + 1));
    return new DesignColumns(
        indicator ? List.of(new CodedColumn(missing, marks)) : List.of(),
        List.of(new DenseColumn(offset, scaled)));
  }

  @Override
  public LinearTerm term(double[] weights, int offset) {
    double missing = indicator ? weights[offset + 1] : 0;
    return new NumberTerm(name, scaling, weights[offset], missing);
  }
}
