package io.churnflow.contracts;

import java.util.Arrays;
import java.util.List;

/// Texts out of a small set, as codes into a dictionary; -1 is a missing cell.
///
/// @param name the column's name
/// @param codes one code a row, -1 or an index into `dictionary`
/// @param dictionary the distinct texts
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record CategoryColumn(String name, int[] codes, List<String> dictionary) implements Column {

  /// The code of a missing cell.
  public static final int MISSING = -1;

  public CategoryColumn {
    dictionary = List.copyOf(dictionary);
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  @Override
  public String[] texts() {
    return Arrays.stream(codes)
        .mapToObj(code -> code == MISSING ? "" : dictionary.get(code))
        .toArray(String[]::new);
  }

  @Override
  public CategoryColumn select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new CategoryColumn(name, selected, dictionary);
  }
}
