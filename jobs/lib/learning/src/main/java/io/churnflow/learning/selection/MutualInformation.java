package io.churnflow.learning.selection;

/// How many nats a column's levels take off the label's entropy. Their number counts against them
/// (Miller 1955, Madow): chance alone gives (levels - 1) / (2 rows).
public final class MutualInformation {
  private MutualInformation() {}

  /// In nats, less what chance gives, so that it may fall below 0; 0 for no rows.
  ///
  /// @param counts rows of each level by label, which is 0 or 1
  public static double of(long[][] counts) {
    long[] totals = new long[2];
    for (long[] count : counts) {
      totals[0] += count[0];
      totals[1] += count[1];
    }
    long rows = totals[0] + totals[1];
    double sum = 0;
    int occupied = 0;
    for (long[] count : counts) {
      double level = (double) count[0] + count[1];
      occupied += level > 0 ? 1 : 0;
      for (int label = 0; label < 2; label++) {
        if (count[label] > 0) {
          double lift = (double) count[label] * rows / level / totals[label];
          sum += count[label] * StrictMath.log(lift);
        }
      }
    }
    return rows == 0 ? 0 : (sum - (occupied - 1) / 2.0) / rows;
  }
}
