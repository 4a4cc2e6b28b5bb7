package io.churnflow.learning.encoding;

import java.util.Arrays;
import smile.sort.QuickSelect;

/// How the missing cells of a number column are filled.
///
/// @param median median of the training rows' values that are there (mean of the middle two for an
///   even number of them); 0 where there were none
/// @param indicator whether training rows had missing cells: then the model also sees which ones
public record Imputation(double median, boolean indicator) {

  public Imputation {
    if (!Double.isFinite(median)) {
      throw new IllegalArgumentException("median: expected a finite number, found " + median);
    }
  }

  /// Learns the median of the cells that are there.
  public static Imputation fit(double[] values) {
    double[] present = new double[values.length];
    int size = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        present[size++] = value;
      }
    }
    return new Imputation(median(Arrays.copyOf(present, size)), size < values.length);
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    int middle = values.length / 2;
    double upper = QuickSelect.select(values, middle);
    if (values.length % 2 == 1) {
      return upper;
    }
    // What is not above the upper one stands before it now.
    double lower = Arrays.stream(values, 0, middle).max().orElse(upper);
    return lower / 2 + upper / 2;
  }

  /// The value with missing ones (NaN) filled.
  public double fill(double value) {
    return Double.isNaN(value) ? median : value;
  }

  /// All values with missing ones filled.
  public double[] fill(double[] values) {
    double[] filled = new double[values.length];
    for (int row = 0; row < filled.length; row++) {
      filled[row] = fill(values[row]);
    }
    return filled;
  }

  /// 1 where a value is missing, else 0.
  public static double[] missing(double[] values) {
    double[] missing = new double[values.length];
    for (int row = 0; row < missing.length; row++) {
      missing[row] = Double.isNaN(values[row]) ? 1 : 0;
    }
    return missing;
  }
}
