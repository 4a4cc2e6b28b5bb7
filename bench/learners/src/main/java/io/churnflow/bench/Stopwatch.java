package io.churnflow.bench;

/// Seconds since a start.
///
/// @param begun by the clock that only goes forward
record Stopwatch(long begun) {
  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
