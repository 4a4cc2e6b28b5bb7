package io.churnflow.learning.drift;

/// Fisher's exact test of two shares, two-sided: how likely a table of the same margins is that is
/// no likelier than the one found (Fisher, "Statistical methods for research workers", 1934). It
/// holds for few rows too, where chi-squared does not.
///
/// @param rows of both samples
/// @param marked rows of both with the mark
/// @param drawn rows of the second sample
/// @param found rows of the second sample with the mark
record FisherExact(long rows, long marked, long drawn, long found) {
  private static final double AS_LIKELY = 1 + 1e-7;

  /// @param marked rows of the first sample with the mark
  /// @param others rows of the first sample without it
  static FisherExact of(long marked, long others, long alsoMarked, long alsoOthers) {
    long drawn = alsoMarked + alsoOthers;
    return new FisherExact(marked + others + drawn, marked + alsoMarked, drawn, alsoMarked);
  }

  /// The p-value, in [0, 1].
  double p() {
    long least = Math.max(0, drawn - (rows - marked));
    long most = Math.min(marked, drawn);
    long mode = (long) Math.floor((drawn + 1.0) * (marked + 1.0) / (rows + 2.0));
    long start = Math.clamp(mode, least, most);
    double observed = weight(start, found);
    double[] sums = new double[2];
    add(sums, 1, observed);
    double weight = 1;
    for (long x = start; x < most && weight > 0; x++) {
      weight *= ratio(x);
      add(sums, weight, observed);
    }
    weight = 1;
    for (long x = start; x > least && weight > 0; x--) {
      weight /= ratio(x - 1);
      add(sums, weight, observed);
    }
    return Math.min(1, sums[1] / sums[0]);
  }

  private static void add(double[] sums, double weight, double observed) {
    sums[0] += weight;
    sums[1] += weight <= observed * AS_LIKELY ? weight : 0;
  }

  /// How likely `to` is, as a multiple of how likely `from` is.
  private double weight(long from, long to) {
    double weight = 1;
    for (long x = from; x < to && weight > 0; x++) {
      weight *= ratio(x);
    }
    for (long x = from; x > to && weight > 0; x--) {
      weight /= ratio(x - 1);
    }
    return weight;
  }

  /// How likely `x + 1` is, as a multiple of how likely `x` is.
  private double ratio(long x) {
    double up = (double) (marked - x) * (drawn - x);
    double down = (x + 1.0) * (rows - marked - drawn + x + 1.0);
    return up / down;
  }
}
