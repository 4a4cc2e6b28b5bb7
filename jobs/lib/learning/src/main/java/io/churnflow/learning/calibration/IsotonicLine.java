package io.churnflow.learning.calibration;

/// A rising line through points, level outside them (isotonic regression, Zadrozny and Elkan 2002).
///
/// @param scores the points' scores, strictly ascending, in [0, 1]; at least one
/// @param probabilities the points' probabilities, not falling, in [0, 1]; as many
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record IsotonicLine(double[] scores, double[] probabilities) implements Calibration {
  public IsotonicLine {
    boolean holds = scores.length > 0 && scores.length == probabilities.length;
    for (int i = 0; holds && i < scores.length; i++) {
      holds =
          inUnit(scores[i])
              && inUnit(probabilities[i])
              && (i == 0
                  || (scores[i] > scores[i - 1] && probabilities[i] >= probabilities[i - 1]));
    }
    if (!holds) {
      throw new IllegalArgumentException(
          "isotonic line: expected as many ascending scores as rising probabilities, all in [0, 1]");
    }
  }

  private static boolean inUnit(double value) {
    return value >= 0 && value <= 1;
  }

  @Override
  public String method() {
    return "isotonic";
  }

  /// The first probability plus each stretch's slope times how far the score reaches into it: the
  /// same sum, in the same order, as the model file's graph.
  @Override
  public double apply(double score) {
    double sum = probabilities[0];
    for (int i = 1; i < scores.length && score > scores[i - 1]; i++) {
      double width = scores[i] - scores[i - 1];
      double slope = (probabilities[i] - probabilities[i - 1]) / width;
      sum += slope * Math.clamp(score - scores[i - 1], 0, width);
    }
    return Math.clamp(sum, 0, 1);
  }
}
