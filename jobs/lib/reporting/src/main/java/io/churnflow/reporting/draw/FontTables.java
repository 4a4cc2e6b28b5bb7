package io.churnflow.reporting.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The tables of a TrueType file by their four-letter tags (OpenType specification, "Table
/// Directory"). Numbers are big-endian.
record FontTables(Map<String, ByteBuffer> tables) {
  private static final int DIRECTORY = 12;
  private static final int ENTRY = 16;

  static FontTables of(byte[] file) {
    ByteBuffer all = ByteBuffer.wrap(file);
    Map<String, ByteBuffer> tables = new HashMap<>();
    int count = all.getShort(4);
    for (int entry = DIRECTORY; entry < DIRECTORY + count * ENTRY; entry += ENTRY) {
      String tag = new String(file, entry, 4, StandardCharsets.US_ASCII);
      tables.put(tag, all.slice(all.getInt(entry + 8), all.getInt(entry + 12)));
    }
    return new FontTables(Map.copyOf(tables));
  }

  /// @throws IllegalArgumentException where the font has no such table
  ByteBuffer table(String tag) {
    ByteBuffer table = tables.get(tag);
    if (table == null) {
      throw new IllegalArgumentException(
          "font: expected a table '%s', found %s".formatted(tag, tables.keySet()));
    }
    return table;
  }

  static int unsigned(ByteBuffer table, int offset) {
    return Short.toUnsignedInt(table.getShort(offset));
  }
}
