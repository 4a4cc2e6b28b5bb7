package io.churnflow.learning.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.drift.NumberMarginal;
import org.junit.jupiter.api.Test;

/// Statistics beside values from tables, papers, or worked out by hand.
class KnownValuesTest {
  private static final double CLOSE = 1e-12;

  @Test
  void stabilityIndexOfTwoBins() {
    Shares shares = new Shares(new long[] {50, 50}, new long[] {60, 40});
    double byHand = 0.1 * Math.log(1.2) - 0.1 * Math.log(0.8);
    assertEquals(byHand, shares.psi(), CLOSE);
    assertEquals(byHand - 0.02, shares.correctedPsi(), CLOSE);
  }

  @Test
  void anEmptyBinCountsAsATenThousandth() {
    Shares shares = new Shares(new long[] {100, 0}, new long[] {90, 10});
    assertEquals(-0.1 * Math.log(0.9) + 0.0999 * Math.log(1000), shares.psi(), CLOSE);
  }

  @Test
  void jensenShannonOfWhatHasNothingInCommonIsItsMost() {
    assertEquals(
        Math.sqrt(Math.log(2)),
        JensenShannon.distance(new double[] {1, 0}, new double[] {0, 1}),
        CLOSE);
    assertEquals(1, JensenShannon.distanceInBits(new double[] {1, 0}, new double[] {0, 1}), CLOSE);
  }

  @Test
  void upperTailsOfChiSquared() {
    // Critical values at 5 %, of any table of the distribution.
    double[] critical = {
      3.841458820694124, 5.991464547107979, 7.814727903251179, 9.487729036781154
    };
    for (int degrees = 1; degrees <= critical.length; degrees++) {
      assertEquals(0.05, new ChiSquared(critical[degrees - 1], degrees).p(), 1e-12);
    }
    assertEquals(0.05, new ChiSquared(16.918977604620448, 9).p(), 1e-12);
    assertEquals(0.05, new ChiSquared(124.34211340400407, 100).p(), 1e-11);
    assertEquals(1, new ChiSquared(0, 3).p(), CLOSE);
    assertEquals(0, new ChiSquared(1e6, 3).p(), CLOSE);
    assertEquals(1, new ChiSquared(0, 0).p(), CLOSE);
  }

  @Test
  void kolmogorovAndSmirnovCountedOut() {
    NumberMarginal low = Marginals.of(new double[] {1, 2, 3});
    NumberMarginal high = Marginals.of(new double[] {4, 5, 6});
    KolmogorovSmirnov apart = KolmogorovSmirnov.of(low, high);
    assertEquals(1, apart.distance(), CLOSE);
    // Two of the C(6, 3) = 20 orders are as far apart.
    assertEquals(0.1, apart.exactP(), CLOSE);
    assertEquals(1, KolmogorovSmirnov.of(low, low).exactP(), CLOSE);
  }

  @Test
  void kolmogorovsLimitDistribution() {
    // As SciPy has it, from both series.
    KolmogorovSmirnov test = new KolmogorovSmirnov(136, 20_000, 20_000);
    assertEquals(0.4961909953505057, limit(0.83), 1e-12);
    assertEquals(0.04948587675537788, limit(1.36), 1e-12);
    assertEquals(1, limit(0.1), 1e-9);
    assertEquals(136.0 / 4e8, test.distance(), CLOSE);
  }

  /// With 200 rows on each side, x is ten times the distance.
  private static double limit(double x) {
    return new KolmogorovSmirnov(Math.round(x / 10 * 40_000), 200, 200).limitP();
  }

  @Test
  void fishersTastingOfTea() {
    assertEquals(34.0 / 70, FisherExact.of(3, 1, 1, 3).p(), CLOSE);
    assertEquals(2.0 / 70, FisherExact.of(4, 0, 0, 4).p(), CLOSE);
    assertEquals(1, FisherExact.of(0, 10, 0, 7).p(), CLOSE);
    assertEquals(0, FisherExact.of(0, 1_000_000, 900_000, 100_000).p(), CLOSE);
  }

  @Test
  void wassersteinOfAShiftIsTheShift() {
    NumberMarginal from = Marginals.of(new double[] {0, 1, 3});
    assertEquals(5, Wasserstein.distance(from, Marginals.of(new double[] {5, 6, 8})), CLOSE);
    assertEquals(0, Wasserstein.distance(from, from), CLOSE);
  }

  @Test
  void theExampleOfBenjaminiAndHochberg() {
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0
    };
    double[] adjusted = BenjaminiHochberg.adjusted(p);
    assertEquals(0.0015, adjusted[0], CLOSE);
    assertEquals(0.0095 * 15 / 4, adjusted[3], CLOSE);
    // The paper rejects four at 0.05.
    assertEquals(0.0603, adjusted[4], 1e-4);
    assertArrayEquals(new double[] {0.5, 0.04}, BenjaminiHochberg.adjusted(new double[] {.5, .02}));
  }
}
