package io.churnflow.learning.encoding;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.PreparedTable;
import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedColumn;
import io.churnflow.learning.binning.BinnedRows;
import java.util.Arrays;
import java.util.List;

/// A table whose numbers have been cut into bins, once for any number of fits on any of its rows.
///
/// Where a column is cut depends on its values in all rows and on no label, so that folds may share
/// it; everything else is learned inside the fold.
public final class BinnableTable implements PreparedTable {
  private final FeatureTable table;
  private final List<RawColumn> columns;

  private BinnableTable(FeatureTable table, List<RawColumn> columns) {
    this.table = table;
    this.columns = columns;
  }

  /// What a table was prepared to be; raw columns are cut now.
  public static BinnableTable of(PreparedTable prepared, Workers workers) {
    return prepared instanceof BinnableTable made
        ? made
        : new BinnableTable(prepared.table(), workers);
  }

  /// @param workers take a column each
  public BinnableTable(FeatureTable table, Workers workers) {
    this.table = table;
    this.columns =
        workers.map(table.columns().size(), place -> RawColumn.of(table.columns().get(place)));
  }

  @Override
  public FeatureTable table() {
    return table;
  }

  @Override
  public BinnableTable only(int[] places) {
    return new BinnableTable(
        table.only(places), Arrays.stream(places).mapToObj(columns::get).toList());
  }

  /// Some rows as trees that are grown on them see them.
  ///
  /// @param encoder learned from these rows of this table
  /// @param rows from 0
  /// @param labels 1 or 0 for every row of the table
  public BinnedRows bin(TreeEncoder encoder, int[] rows, byte[] labels, Workers workers) {
    List<BinnedColumn> binned =
        workers
            .map(
                columns.size(),
                place -> encoder.encodings().get(place).bin(columns.get(place), rows, labels))
            .stream()
            .flatMap(List::stream)
            .toList();
    return BinnedRows.pack(binned, rows.length, workers);
  }
}
