package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.runtime.Codes;
import io.churnflow.runtime.TableBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The codes of the category columns of a table whose rows come from several: those of the first
/// table, then what the others have besides, in the order in which it comes.
final class Recoding {
  private static final int UNMET = -2;

  private final Map<String, Codes> codes = new TreeMap<>();

  /// @param first the first table's texts by column, in the order of their codes
  Recoding(Map<String, List<String>> first) {
    first.forEach((column, texts) -> codes.put(column, new Codes(texts)));
  }

  /// The same cells with this table's codes.
  TableBatch of(TableBatch batch) {
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.table().columns()) {
      columns.add(
          switch (column) {
            case CategoryColumn categories -> of(categories);
            case NumberColumn numbers -> numbers;
            case TextColumn texts -> texts;
          });
    }
    return new TableBatch(new Table(columns, batch.rows()), batch.texts());
  }

  private CategoryColumn of(CategoryColumn column) {
    Codes ofColumn = codes(column.name());
    int[] met = new int[column.dictionary().size()];
    Arrays.fill(met, UNMET);
    int[] recoded = new int[column.size()];
    for (int row = 0; row < recoded.length; row++) {
      int code = column.codes()[row];
      if (code == CategoryColumn.MISSING) {
        recoded[row] = code;
        continue;
      }
      // Only texts that a row has are given a code.
      if (met[code] == UNMET) {
        met[code] = ofColumn.of(column.dictionary().get(code));
      }
      recoded[row] = met[code];
    }
    return new CategoryColumn(column.name(), recoded, List.of());
  }

  private Codes codes(String column) {
    return codes.computeIfAbsent(column, unseen -> new Codes(List.of()));
  }

  /// The code that a text has in a column by now; -1 for none.
  int find(String column, String text) {
    return codes(column).find(text);
  }

  /// The table's texts by column, in the order of their codes.
  Map<String, List<String>> texts() {
    Map<String, List<String>> texts = new TreeMap<>();
    codes.forEach((column, ofColumn) -> texts.put(column, ofColumn.texts()));
    return texts;
  }
}
