package io.churnflow.reporting.draw;

/// Which part of a text stands at the point where it is put.
public enum Align {
  /// Its start.
  START(0),
  /// Its middle.
  MIDDLE(0.5),
  /// Its end.
  END(1);

  private final double share;

  Align(double share) {
    this.share = share;
  }

  /// How far to the left the text moves.
  double shift(double width) {
    return -share * width;
  }
}
