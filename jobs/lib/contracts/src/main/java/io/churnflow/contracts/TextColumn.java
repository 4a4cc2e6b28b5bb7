package io.churnflow.contracts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Free text, such as the customer's id; null is a missing cell.
///
/// @param name the column's name
/// @param values one text a row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record TextColumn(String name, @Nullable String[] values) implements Column {

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return values[row] == null;
  }

  @Override
  public String[] texts() {
    return Arrays.stream(values).map(text -> text == null ? "" : text).toArray(String[]::new);
  }

  @Override
  public TextColumn select(int[] rows) {
    @Nullable String[] selected = new @Nullable String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new TextColumn(name, selected);
  }
}
