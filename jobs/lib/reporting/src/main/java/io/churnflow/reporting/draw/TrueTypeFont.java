package io.churnflow.reporting.draw;

import static io.churnflow.reporting.draw.FontTables.unsigned;

import java.nio.ByteBuffer;

/// Reads widths from a TrueType file, and nothing else of it: no hinting, no kerning, no ligatures.
/// `java.awt.Font` would do more, but its start needs fontconfig and a font on the machine.
final class TrueTypeFont {
  private final CharacterMap characters;
  private final ByteBuffer widths;
  private final int widthCount;
  private final double unitsPerEm;

  /// @throws IllegalArgumentException where a table is missing
  TrueTypeFont(byte[] file) {
    FontTables tables = FontTables.of(file);
    ByteBuffer head = tables.table("head");
    characters = CharacterMap.of(tables.table("cmap"));
    widths = tables.table("hmtx");
    widthCount = unsigned(tables.table("hhea"), 34);
    unitsPerEm = unsigned(head, 18);
  }

  /// Width of a text at size 1.
  double width(String text) {
    return text.codePoints().mapToDouble(this::advance).sum();
  }

  /// Glyphs behind the last one with a width of its own are as wide as that one.
  private double advance(int character) {
    int glyph = Math.min(characters.glyph(character), widthCount - 1);
    return unsigned(widths, 4 * glyph) / unitsPerEm;
  }
}
