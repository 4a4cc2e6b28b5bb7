package io.churnflow.runtime.csv;

import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.pipeline.TimestampFormat;

/// What the cells of a number column look like.
///
/// @param kind what they stand for
/// @param timestamps how they say a moment, where that is what they stand for
/// @param decimal the mark before a number's fraction
public record CellForm(Kind kind, TimestampFormat timestamps, char decimal) {

  /// A column of numbers, whole numbers or booleans, or of timestamps in ISO-8601.
  ///
  /// @param decimal the mark before a number's fraction
  public static CellForm of(Kind kind, char decimal) {
    return new CellForm(kind, TimestampFormat.ISO, decimal);
  }

  /// A column of timestamps of this form.
  public static CellForm of(TimestampFormat format) {
    return new CellForm(Kind.TIMESTAMP, format, '.');
  }

  /// The number, or NaN where the text is none.
  public double parse(String text) {
    return kind == Kind.TIMESTAMP ? timestamps.parse(text) : Cells.parse(kind, text, decimal);
  }

  /// The number with a point, straight from bytes; NaN where that takes a closer look.
  public double parsePlain(byte[] bytes, int from, int to) {
    return switch (kind) {
      case NUMBER -> PlainNumbers.parse(bytes, from, to);
      case INTEGER -> PlainNumbers.parseWhole(bytes, from, to);
      case BOOLEAN -> PlainNumbers.parseBoolean(bytes, from, to);
      case TIMESTAMP ->
          timestamps == TimestampFormat.ISO ? PlainDates.parse(bytes, from, to) : Double.NaN;
    };
  }

  /// What is expected, in words.
  public String describe() {
    return switch (kind) {
      case NUMBER -> decimal == '.' ? "a number" : "a number with a decimal " + decimal;
      case INTEGER -> "a whole number";
      case BOOLEAN -> "1, 0, true or false";
      case TIMESTAMP -> timestamps.description();
    };
  }
}
