package io.churnflow.learning.profile;

/// Quantiles of the numbers in a sketch, between neighbouring ones by a straight line (type 7 of
/// Hyndman and Fan, "Sample quantiles in statistical packages", 1996: what NumPy and R give).
record Quantiles(ValueSketch sketch) {

  /// @param share in [0, 1]
  /// @return NaN for no numbers; otherwise right to within a cell of the sketch
  double at(double share) {
    long rows = sketch.rows();
    if (rows == 0) {
      return Double.NaN;
    }
    double place = share * (rows - 1);
    long before = (long) Math.floor(place);
    double low = ofRank(before);
    double high = ofRank(Math.min(rows - 1, before + 1));
    return low + (place - before) * (high - low);
  }

  private double ofRank(long rank) {
    long done = 0;
    int cell = -1;
    while (done <= rank) {
      done += sketch.counts(++cell).rows();
    }
    return sketch.value(cell);
  }
}
