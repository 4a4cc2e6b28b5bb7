package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.runtime.TableBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The codes of the category columns of a table whose rows come from several: those of the first
/// table, then what the others have besides, in the order in which it comes.
final class Recoding {
  private static final int UNMET = -2;

  private final Map<String, Map<String, Integer>> codes = new TreeMap<>();

  /// @param first the first table's texts by column, in the order of their codes
  Recoding(Map<String, List<String>> first) {
    first.forEach((column, texts) -> {
      Map<String, Integer> ofColumn = new LinkedHashMap<>();
      texts.forEach(text -> ofColumn.put(text, ofColumn.size()));
      codes.put(column, ofColumn);
    });
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
    Map<String, Integer> ofColumn =
        codes.computeIfAbsent(column.name(), unseen -> new LinkedHashMap<>());
    int[] met = new int[column.dictionary().size()];
    Arrays.fill(met, UNMET);
    int[] recoded = new int[column.size()];
    for (int row = 0; row < recoded.length; row++) {
      int code = column.codes()[row];
      if (code == CategoryColumn.MISSING) {
        recoded[row] = code;
        continue;
      }
      if (met[code] == UNMET) {
        met[code] = code(ofColumn, column.dictionary().get(code));
      }
      recoded[row] = met[code];
    }
    return new CategoryColumn(column.name(), recoded, List.of());
  }

  /// Only texts that a row has are given a code.
  private static int code(Map<String, Integer> ofColumn, String text) {
    Integer known = ofColumn.get(text);
    if (known != null) {
      return known;
    }
    ofColumn.put(text, ofColumn.size());
    return ofColumn.size() - 1;
  }

  /// The table's texts by column, in the order of their codes.
  Map<String, List<String>> texts() {
    Map<String, List<String>> texts = new TreeMap<>();
    codes.forEach((column, ofColumn) -> texts.put(column, List.copyOf(ofColumn.keySet())));
    return texts;
  }
}
