package io.churnflow.learning.drift;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows of a reference and of a batch in the same bins.
///
/// @param reference rows of each bin
/// @param batch rows of each bin
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record Shares(long[] reference, long[] batch) {
  /// The share that an empty bin is given, as Evidently does.
  private static final double EMPTY = 0.0001;

  private static final double EXPECTED = 5;

  /// Whether both have rows.
  boolean isComparable() {
    return total(reference) > 0 && total(batch) > 0;
  }

  static long total(long[] rows) {
    return Arrays.stream(rows).sum();
  }

  static double[] shares(long[] rows) {
    double all = total(rows);
    return Arrays.stream(rows).mapToDouble(count -> count / all).toArray();
  }

  /// Bins that either has rows in.
  private int[] used() {
    return IntStream.range(0, reference.length)
        .filter(bin -> reference[bin] + batch[bin] > 0)
        .toArray();
  }

  /// The population stability index by convention: the sum of `(q - p) ln(q / p)`, where an empty
  /// bin has the share 0.0001.
  double psi() {
    double[] p = shares(reference);
    double[] q = shares(batch);
    double sum = 0;
    for (int bin : used()) {
      double expected = p[bin] == 0 ? EMPTY : p[bin];
      double found = q[bin] == 0 ? EMPTY : q[bin];
      sum += (found - expected) * Math.log(found / expected);
    }
    return sum;
  }

  /// The same less what two samples of one distribution have on the average, `(bins - 1) (1 / n + 1
  /// / m)` (Yurdakul, "Statistical properties of population stability index", 2018), so that a
  /// small batch does not look as if it had moved; at least 0.
  double correctedPsi() {
    double chance = (used().length - 1) * (1.0 / total(reference) + 1.0 / total(batch));
    return Math.max(0, psi() - chance);
  }

  /// The distance of Jensen and Shannon, natural logarithm, in [0, 0.833].
  double jensenShannon() {
    return JensenShannon.distance(shares(reference), shares(batch));
  }

  /// Pearson's chi-squared of the table of both rows.
  ChiSquared chiSquared() {
    return chiSquared(used());
  }

  /// The same, the bins in which fewer than five rows are to be expected counted as one: what the
  /// p-value may be read off (Cochran, "Some methods for strengthening the common χ² tests", 1954).
  ChiSquared pooledChiSquared() {
    double share = Math.min(total(reference), total(batch));
    double all = (double) total(reference) + total(batch);
    long[] first = new long[reference.length + 1];
    long[] second = new long[reference.length + 1];
    for (int bin = 0; bin < reference.length; bin++) {
      boolean few = (reference[bin] + batch[bin]) / all * share < EXPECTED;
      first[few ? reference.length : bin] += reference[bin];
      second[few ? reference.length : bin] += batch[bin];
    }
    Shares pooled = new Shares(first, second);
    return pooled.chiSquared(pooled.used());
  }

  private ChiSquared chiSquared(int[] bins) {
    double n = total(reference);
    double m = total(batch);
    double sum = 0;
    for (int bin : bins) {
      double both = reference[bin] + batch[bin];
      double expected = both * n / (n + m);
      double alsoExpected = both * m / (n + m);
      sum += square(reference[bin] - expected) / expected;
      sum += square(batch[bin] - alsoExpected) / alsoExpected;
    }
    return new ChiSquared(sum, bins.length - 1);
  }

  private static double square(double value) {
    return value * value;
  }
}
