package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The batches of a file as one table.
///
/// @param layout the columns, in the table's order
/// @param dictionaries each category column's distinct texts
/// @param batches the rows, in order
record JoinedBatches(
    List<ColumnLayout> layout, Map<String, List<String>> dictionaries, List<TableBatch> batches) {

  Table table() {
    int rows = batches.stream().mapToInt(TableBatch::rows).reduce(0, Math::addExact);
    return new Table(layout.stream().map(column -> join(column, rows)).toList(), rows);
  }

  private Column join(ColumnLayout column, int rows) {
    String name = column.name();
    return switch (column.kind()) {
      case NUMBER -> new NumberColumn(name, NumberColumn.Kind.NUMBER, numbers(name, rows));
      case INTEGER -> new NumberColumn(name, NumberColumn.Kind.INTEGER, numbers(name, rows));
      case BOOLEAN -> new NumberColumn(name, NumberColumn.Kind.BOOLEAN, numbers(name, rows));
      case TIMESTAMP -> new NumberColumn(name, NumberColumn.Kind.TIMESTAMP, numbers(name, rows));
      case CATEGORY ->
          new CategoryColumn(name, codes(name, rows), dictionaries.getOrDefault(name, List.of()));
      case TEXT -> new TextColumn(name, texts(name, rows));
    };
  }

  private double[] numbers(String name, int rows) {
    double[] values = new double[rows];
    int place = 0;
    for (TableBatch batch : batches) {
      double[] some = ((NumberColumn) batch.table().column(name)).values();
      System.arraycopy(some, 0, values, place, some.length);
      place += some.length;
    }
    return values;
  }

  private int[] codes(String name, int rows) {
    int[] codes = new int[rows];
    int place = 0;
    for (TableBatch batch : batches) {
      int[] some = ((CategoryColumn) batch.table().column(name)).codes();
      System.arraycopy(some, 0, codes, place, some.length);
      place += some.length;
    }
    return codes;
  }

  private @Nullable String[] texts(String name, int rows) {
    @Nullable String[] values = new @Nullable String[rows];
    int place = 0;
    for (TableBatch batch : batches) {
      Utf8Texts some = batch.text(name).orElseThrow();
      for (int row = 0; row < some.size(); row++) {
        values[place++] = some.text(row);
      }
    }
    return values;
  }
}
