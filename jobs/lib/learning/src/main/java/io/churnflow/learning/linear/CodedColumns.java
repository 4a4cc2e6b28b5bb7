package io.churnflow.learning.linear;

import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.PackedRows;
import io.churnflow.learning.binning.RowLayout;
import io.churnflow.learning.binning.RowLayout.Bundle;
import java.util.List;

/// All raw columns of few different cells, packed together: a row's margin is one look-up for each
/// bundle of them, its residual one addition.
///
/// @param packed the columns' codes
/// @param columns what the codes stand for
record CodedColumns(PackedRows packed, List<CodedColumn> columns) implements DesignBlock {

  static CodedColumns of(List<CodedColumn> columns, int rows, Workers workers) {
    int[] levels = columns.stream().mapToInt(column -> column.cells().size()).toArray();
    List<byte[]> codes = columns.stream().map(CodedColumn::codes).toList();
    return new CodedColumns(PackedRows.of(codes, levels, rows, workers), List.copyOf(columns));
  }

  @Override
  public void addMargin(double[] weights, int start, double[] margin, int rows) {
    for (Bundle bundle : packed.layout().bundles()) {
      double[] table = table(bundle, weights);
      int stride = packed.layout().stride();
      int place = start * stride + bundle.word();
      for (int i = 0; i < rows; i++, place += stride) {
        int value = (int) (packed.words()[place] >>> bundle.shift()) & (table.length - 1);
        margin[i] += table[value];
      }
    }
  }

  /// What each value of a bundle adds to the margin.
  private double[] table(Bundle bundle, double[] weights) {
    double[] table = new double[1 << bundle.bits()];
    for (int column : bundle.columns()) {
      List<CodedColumn.Cell> cells = columns.get(column).cells();
      double[] own = new double[packed.layout().mask()[column] + 1];
      for (int code = 0; code < cells.size(); code++) {
        own[code] = cells.get(code).times(weights);
      }
      for (int value = 0; value < table.length; value++) {
        table[value] += own[code(bundle, column, value)];
      }
    }
    return table;
  }

  @Override
  public void addGradient(double[] residual, int start, int rows, double[] gradient) {
    for (Bundle bundle : packed.layout().bundles()) {
      double[] sums = new double[1 << bundle.bits()];
      int stride = packed.layout().stride();
      int place = start * stride + bundle.word();
      for (int i = 0; i < rows; i++, place += stride) {
        int value = (int) (packed.words()[place] >>> bundle.shift()) & (sums.length - 1);
        sums[value] += residual[i];
      }
      shareOut(bundle, sums, gradient);
    }
  }

  private void shareOut(Bundle bundle, double[] sums, double[] gradient) {
    for (int column : bundle.columns()) {
      List<CodedColumn.Cell> cells = columns.get(column).cells();
      double[] own = new double[packed.layout().mask()[column] + 1];
      for (int value = 0; value < sums.length; value++) {
        own[code(bundle, column, value)] += sums[value];
      }
      for (int code = 0; code < cells.size(); code++) {
        cells.get(code).addTo(gradient, own[code]);
      }
    }
  }

  private int code(Bundle bundle, int column, int value) {
    RowLayout layout = packed.layout();
    return (value >>> (layout.shift()[column] - bundle.shift())) & layout.mask()[column];
  }

  @Override
  public void addTo(SparseRow sparse, int row) {
    RowLayout layout = packed.layout();
    for (int column = 0; column < columns.size(); column++) {
      long word = packed.words()[row * layout.stride() + layout.word()[column]];
      int code = (int) (word >>> layout.shift()[column]) & layout.mask()[column];
      columns.get(column).cells().get(code).addTo(sparse);
    }
  }
}
