package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.pipeline.TimestampFormat;

/// What the cells of a number column look like.
///
/// @param kind what they stand for
/// @param timestamps how they say a moment, where that is what they stand for
record CellForm(Kind kind, TimestampFormat timestamps) {

  /// A column of numbers, whole numbers or booleans.
  static CellForm of(Kind kind) {
    return new CellForm(kind, TimestampFormat.ISO);
  }

  /// The number, or NaN where the text is none.
  double parse(String text) {
    return kind == Kind.TIMESTAMP ? timestamps.parse(text) : Cells.parse(kind, text);
  }

  /// The number, straight from bytes; NaN where that takes a closer look.
  double parsePlain(byte[] bytes, int from, int to) {
    return switch (kind) {
      case NUMBER -> PlainNumbers.parse(bytes, from, to);
      case INTEGER -> PlainNumbers.parseWhole(bytes, from, to);
      case BOOLEAN -> PlainNumbers.parseBoolean(bytes, from, to);
      case TIMESTAMP ->
          timestamps == TimestampFormat.ISO ? PlainDates.parse(bytes, from, to) : Double.NaN;
    };
  }

  /// What is expected, in words.
  String describe() {
    return switch (kind) {
      case NUMBER -> "a number";
      case INTEGER -> "a whole number";
      case BOOLEAN -> "1, 0, true or false";
      case TIMESTAMP -> timestamps.description();
    };
  }
}
