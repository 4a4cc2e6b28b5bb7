package io.churnflow.runtime;

import io.churnflow.contracts.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Texts of consecutive rows as UTF-8, one behind the other: an id goes from file to file as bytes,
/// and only who shows one to people makes a text of it. Arrays are handed over, not copied.
///
/// @param bytes the texts
/// @param offsets where each row's text begins in `bytes`, ascending, then where the last one ends
/// @param missing the rows (from 0) without a text
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record Utf8Texts(byte[] bytes, int[] offsets, BitSet missing) {

  /// The rows `from` to before `to` of a column.
  public static Utf8Texts of(TextColumn column, int from, int to) {
    int[] offsets = new int[to - from + 1];
    BitSet missing = new BitSet();
    byte[] bytes = new byte[16 * (to - from)];
    for (int row = 0; row < to - from; row++) {
      String text = column.values()[from + row];
      byte[] utf8 = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
      missing.set(row, text == null);
      offsets[row + 1] = Math.addExact(offsets[row], utf8.length);
      bytes = roomFor(bytes, offsets[row + 1]);
      System.arraycopy(utf8, 0, bytes, offsets[row], utf8.length);
    }
    return new Utf8Texts(bytes, offsets, missing);
  }

  /// The array, or a longer one that begins with it.
  static byte[] roomFor(byte[] bytes, int length) {
    return length <= bytes.length
        ? bytes
        : Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * length));
  }

  /// Number of rows.
  public int size() {
    return offsets.length - 1;
  }

  /// Where the row's text begins in the bytes.
  public int start(int row) {
    return offsets[row];
  }

  /// Where it ends.
  public int end(int row) {
    return offsets[row + 1];
  }

  /// The row's text, null where it is missing.
  public @Nullable String text(int row) {
    return missing.get(row)
        ? null
        : new String(bytes, start(row), end(row) - start(row), StandardCharsets.UTF_8);
  }

  /// The given rows, in the given order.
  public Utf8Texts select(int[] rows) {
    int[] selected = new int[rows.length + 1];
    BitSet without = new BitSet();
    for (int i = 0; i < rows.length; i++) {
      selected[i + 1] = Math.addExact(selected[i], end(rows[i]) - start(rows[i]));
      without.set(i, missing.get(rows[i]));
    }
    byte[] copy = new byte[selected[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(bytes, start(rows[i]), copy, selected[i], selected[i + 1] - selected[i]);
    }
    return new Utf8Texts(copy, selected, without);
  }
}
