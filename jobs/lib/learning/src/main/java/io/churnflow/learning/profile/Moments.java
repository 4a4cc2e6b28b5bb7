package io.churnflow.learning.profile;

/// Count, mean and spread of numbers. Two of them merge as Chan, Golub and LeVeque say ("Algorithms
/// for computing the sample variance", 1983), which loses no digits where the mean is large.
///
/// @param count of the numbers that are not missing
/// @param mean 0 where there are none
/// @param squares sum of the squared distances from the mean
/// @param minimum infinity where there are none
/// @param maximum minus infinity where there are none
record Moments(long count, double mean, double squares, double minimum, double maximum) {
  static final Moments NONE =
      new Moments(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /// @param values NaN is missing
  static Moments of(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    long count = 0;
    double sum = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        count++;
        sum += value;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    if (count == 0) {
      return NONE;
    }
    // The mean of equal numbers is that number, which the sum may have lost.
    double mean = least == greatest ? least : sum / count;
    double squares = 0;
    for (double value : values) {
      squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
    }
    return new Moments(count, mean, squares, least, greatest);
  }

  Moments merge(Moments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long all = count + other.count;
    double apart = other.mean - mean;
    return new Moments(
        all,
        mean + apart * other.count / all,
        squares + other.squares + apart * apart * ((double) count * other.count / all),
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  /// Standard deviation of the population that the numbers are a sample of; NaN for fewer than two.
  double deviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }
}
