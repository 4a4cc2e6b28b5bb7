package io.churnflow.reporting.draw;

import static io.churnflow.reporting.draw.FontTables.unsigned;

import java.nio.ByteBuffer;

/// From characters to glyph numbers: a format 4 subtable (OpenType specification, "cmap"), which
/// holds segments of the basic multilingual plane. Any other character is glyph 0, an empty box.
record CharacterMap(ByteBuffer segments, int segmentCount) {
  private static final int MISSING = 0;
  private static final int HEADER = 14;

  static CharacterMap of(ByteBuffer cmap) {
    for (int i = 0; i < unsigned(cmap, 2); i++) {
      int offset = cmap.getInt(8 + 8 * i);
      ByteBuffer subtable = cmap.slice(offset, cmap.capacity() - offset);
      if (subtable.getShort(0) == 4) {
        return new CharacterMap(subtable, unsigned(subtable, 6) / 2);
      }
    }
    throw new IllegalArgumentException("font: expected a character map of format 4, found none");
  }

  int glyph(int codePoint) {
    for (int segment = 0; segment < segmentCount; segment++) {
      if (codePoint <= unsigned(segments, HEADER + 2 * segment)) {
        return glyph(codePoint, segment);
      }
    }
    return MISSING;
  }

  /// The four arrays of the subtable lie behind each other, two bytes padding after the first.
  private int glyph(int codePoint, int segment) {
    int starts = HEADER + 2 + 2 * segmentCount + 2 * segment;
    int deltas = starts + 2 * segmentCount;
    int rangeOffsets = deltas + 2 * segmentCount;
    int start = unsigned(segments, starts);
    if (codePoint < start) {
      return MISSING;
    }
    int delta = unsigned(segments, deltas);
    int rangeOffset = unsigned(segments, rangeOffsets);
    if (rangeOffset == 0) {
      return codePoint + delta & 0xFFFF;
    }
    int glyph = unsigned(segments, rangeOffsets + rangeOffset + 2 * (codePoint - start));
    return glyph == MISSING ? MISSING : glyph + delta & 0xFFFF;
  }
}
