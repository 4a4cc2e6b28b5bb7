package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Set;
import java.util.TreeSet;

/// Ten bins of equal rows of the reference, by its deciles. A number that a tenth of the rows or
/// more hold has a bin of its own, and so has each of up to ten different numbers: else a column
/// that is mostly 0 could fall below it unseen.
///
/// @param cuts upper ends of the bins, each part of its bin, but the last, which has none;
///   ascending
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record NumberBins(double[] cuts) implements Bins {
  /// Bins of equal rows; and so many different numbers have a bin each.
  static final int BINS = 10;

  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final double MOST_WHOLE = 1e15;

  static NumberBins of(NumberMarginal reference) {
    Set<Double> cuts = new TreeSet<>();
    for (int tenth = 1; tenth < BINS && reference.present() > 0; tenth++) {
      cuts.add(Numbers.quantile(reference, (double) tenth / BINS));
    }
    boolean few = reference.values().length <= BINS;
    for (int i = 0; i < reference.values().length; i++) {
      if (few || reference.counts()[i] * BINS >= reference.present()) {
        cuts.add(reference.values()[i]);
        cuts.add(Math.nextDown(reference.values()[i]));
      }
    }
    return new NumberBins(cuts.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public long[] rows(Marginal marginal) {
    if (marginal instanceof NumberMarginal numbers) {
      return Numbers.rowsBetween(cuts, numbers);
    }
    throw new IllegalArgumentException("expected numbers, found texts");
  }

  @Override
  public String label(int bin) {
    if (cuts.length == 0) {
      return "any";
    }
    if (bin == cuts.length) {
      return "over " + words(cuts[bin - 1]);
    }
    boolean below = bin + 1 < cuts.length && Math.nextUp(cuts[bin]) == cuts[bin + 1];
    String high = below ? "below " + words(cuts[bin + 1]) : words(cuts[bin]);
    if (bin == 0) {
      return below ? high : "up to " + high;
    }
    return Math.nextUp(cuts[bin - 1]) == cuts[bin]
        ? high
        : "over %s, %s%s".formatted(words(cuts[bin - 1]), below ? "" : "up to ", high);
  }

  /// Three digits that matter; whole numbers whole.
  private static String words(double value) {
    if (value == Math.rint(value) && Math.abs(value) < MOST_WHOLE) {
      return Long.toString((long) value);
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
