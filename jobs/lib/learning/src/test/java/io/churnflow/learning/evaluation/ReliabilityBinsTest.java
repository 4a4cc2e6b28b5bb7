package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Reliability;
import io.churnflow.learning.Randomness;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class ReliabilityBinsTest {

  @Test
  void binsHaveEqualMass() {
    Rows rows = Rows.of(1000, 1_000_000, 3);

    Reliability reliability = ReliabilityBins.of(rows.labels(), rows.scores());

    assertEquals(
        LongStream.generate(() -> 100).limit(10).boxed().toList(),
        reliability.bins().stream().map(Reliability.Bin::rows).toList());
  }

  @Test
  void areTenWhereTenDoesNotDivideTheRows() {
    Rows rows = Rows.of(1006, 1_000_000, 3);

    assertEquals(
        List.of(101L, 101L, 100L, 101L, 100L, 101L, 101L, 100L, 101L, 100L),
        ReliabilityBins.of(rows.labels(), rows.scores()).bins().stream()
            .map(Reliability.Bin::rows)
            .toList());
  }

  @Test
  void equalProbabilitiesAreNeverParted() {
    byte[] labels = {1, 0, 0, 0, 1, 1, 1, 1, 0, 0};
    double[] scores = {0.2, 0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.8};

    Reliability reliability = ReliabilityBins.of(labels, scores);

    assertEquals(List.of(5L, 5L), reliability.bins().stream().map(Reliability.Bin::rows).toList());
    assertEquals(0.2, reliability.bins().getFirst().meanProbability(), 1e-15);
    assertEquals(0.4, reliability.bins().getFirst().positiveShare().value(), 1e-15);
    // Both bins are off by 0.2: 0.2 against 2 of 5, 0.8 against 3 of 5.
    assertEquals(0.2, reliability.expectedCalibrationError(), 1e-15);
  }

  @Test
  void aBinOfManyEqualProbabilitiesIsFollowedByOnesOfTheUsualSize() {
    byte[] labels = new byte[100];
    double[] scores = IntStream.range(0, 100).mapToDouble(i -> Math.max(i, 60) / 100.0).toArray();

    assertEquals(
        List.of(61L, 9L, 10L, 10L, 10L),
        ReliabilityBins.of(labels, scores).bins().stream().map(Reliability.Bin::rows).toList());
  }

  @Test
  void theErrorIsNothingWhereAConstantIsTheShare() {
    byte[] labels = {1, 0, 0, 0, 1, 0, 0, 0};
    double[] quarter = {0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25};
    assertEquals(0, ReliabilityBins.of(labels, quarter).expectedCalibrationError(), 1e-15);
  }

  @RepeatedTest(10)
  void doNotDependOnTheOrderOfRows(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    int rows = 101;
    byte[] labels = new byte[rows];
    double[] probabilities = new double[rows];
    byte[] turnedLabels = new byte[rows];
    double[] turned = new double[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) random.nextInt(2);
      probabilities[row] = random.nextInt(8) / 7.0;
      turnedLabels[rows - 1 - row] = labels[row];
      turned[rows - 1 - row] = probabilities[row];
    }
    assertEquals(
        ReliabilityBins.of(labels, probabilities), ReliabilityBins.of(turnedLabels, turned));
  }

  @Test
  void theErrorOfHonestProbabilitiesIsSmall() {
    Rows rows = Rows.of(50_000, 1_000_000, 8);
    double[] boasting = java.util.Arrays.stream(rows.scores()).map(Math::sqrt).toArray();

    assertEquals(
        0, ReliabilityBins.of(rows.labels(), rows.scores()).expectedCalibrationError(), 0.01);
    // The mean of sqrt(x) - x over [0, 1] is 1/6.
    assertEquals(
        1 / 6.0, ReliabilityBins.of(rows.labels(), boasting).expectedCalibrationError(), 0.01);
  }

  @Test
  void chanceAloneStaysBelowTheErrorByChanceAboutAsOftenAsItSays() {
    int below = 0;
    for (int seed = 1; seed <= 1000; seed++) {
      Rows rows = Rows.of(300, 1_000_000, seed);
      Reliability honest = ReliabilityBins.of(rows.labels(), rows.scores());
      below += honest.expectedCalibrationError() < honest.errorByChance() ? 1 : 0;
    }
    assertEquals(970, below, 15);
  }

  @Test
  void theIntervalIsWilsons() {
    // statsmodels: proportion_confint(8, 10, method="wilson")
    Estimate share = Wilson.interval(8, 10);
    assertEquals(0.4901625, share.low(), 1e-6);
    assertEquals(0.9433178, share.high(), 1e-6);
    assertEquals(0, Wilson.interval(0, 10).low(), 1e-12);
    assertEquals(1, Wilson.interval(10, 10).high(), 1e-12);
  }

  @Test
  void theHistogramIsOneOfEachClass() {
    double[][] shares =
        ReliabilityBins.histogram(
            new byte[] {0, 0, 1, 1, 1}, new double[] {0, 0.6, 0.6, 1, 0.1}, 2);

    assertArrayEquals(new double[] {0.5, 0.5}, shares[0], 1e-15);
    assertArrayEquals(new double[] {1 / 3.0, 2 / 3.0}, shares[1], 1e-15);
  }

  @Test
  void gainsReachEveryLeaverAtTheEnd() {
    Curve gains = Curve.gains(new byte[] {1, 0, 1, 0}, new double[] {0.9, 0.8, 0.7, 0.1});

    assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, gains.x());
    assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, gains.y());
  }
}
