package io.churnflow.reporting.draw;

/// Which part of a text stands at the point where it is put.
public enum Align {
  /// Its start.
  START,
  /// Its middle.
  MIDDLE,
  /// Its end.
  END
}
