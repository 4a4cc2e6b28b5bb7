package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ToolVerdict;
import java.util.Arrays;
import smile.math.special.Erf;

/// Evidently 0.7's default for a column: tests up to a thousand rows of the reference, distances
/// beyond.
final class Evidently {
  private static final int SMALL = 1000;
  private static final int FEW = 5;
  private static final double SIGNIFICANCE = 0.05;
  private static final double DISTANCE = 0.1;
  private static final double LEAST_DEVIATION = 0.001;
  private static final long MOST_EXACT = 10_000;

  private Evidently() {}

  /// @param reference with a value, as the batch
  static ToolVerdict of(Marginal reference, Marginal batch) {
    boolean large = reference.present() > SMALL;
    if (reference instanceof NumberMarginal numbers
        && batch instanceof NumberMarginal others
        && Numbers.merge(numbers, others).values().length > FEW) {
      return large
          ? distance("Wasserstein distance by deviation", wasserstein(numbers, others))
          : kolmogorovSmirnov(numbers, others);
    }
    LevelCounts levels = LevelCounts.of(reference, batch);
    return large
        ? distance("Jensen-Shannon distance, natural", levels.shares().jensenShannon())
        : test(levels);
  }

  private static ToolVerdict test(LevelCounts levels) {
    double p = levels.size() > 2 ? chiSquared(levels.shares()) : proportions(levels.shares());
    return verdict(
        levels.size() > 2 ? "p-value of chi-squared" : "p-value of a Z-test", p, p < SIGNIFICANCE);
  }

  private static ToolVerdict distance(String method, double value) {
    return new ToolVerdict("Evidently", method, value, DISTANCE, value >= DISTANCE);
  }

  private static ToolVerdict verdict(String method, double p, boolean drift) {
    return new ToolVerdict("Evidently", method, p, SIGNIFICANCE, drift);
  }

  private static double wasserstein(NumberMarginal reference, NumberMarginal batch) {
    return Wasserstein.distance(reference, batch)
        / Math.max(Numbers.deviation(reference), LEAST_DEVIATION);
  }

  /// Counted out where SciPy does so.
  private static ToolVerdict kolmogorovSmirnov(NumberMarginal reference, NumberMarginal batch) {
    KolmogorovSmirnov test = KolmogorovSmirnov.of(reference, batch);
    double p = batch.present() <= MOST_EXACT ? test.exactP() : test.limitP();
    return verdict("p-value of Kolmogorov-Smirnov", p, p <= SIGNIFICANCE);
  }

  /// The reference's counts, scaled to the batch, are what is expected.
  private static double chiSquared(Shares shares) {
    double scale = (double) Shares.total(shares.batch()) / Shares.total(shares.reference());
    double[] expected =
        Arrays.stream(shares.reference()).mapToDouble(count -> count * scale).toArray();
    double[] observed = Arrays.stream(shares.batch()).asDoubleStream().toArray();
    return ChiSquared.of(observed, expected).p();
  }

  private static double proportions(Shares shares) {
    if (shares.reference().length < 2) {
      return 1;
    }
    double n = Shares.total(shares.reference());
    double m = Shares.total(shares.batch());
    double first = shares.reference()[1] / n;
    double second = shares.batch()[1] / m;
    double both = (shares.reference()[1] + shares.batch()[1]) / (n + m);
    double z = (first - second) / Math.sqrt(both * (1 - both) * (1 / n + 1 / m));
    return Erf.erfc(Math.abs(z) / Math.sqrt(2));
  }
}
