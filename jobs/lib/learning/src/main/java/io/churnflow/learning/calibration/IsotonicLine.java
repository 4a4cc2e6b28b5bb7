package io.churnflow.learning.calibration;

import java.util.ArrayList;
import java.util.List;

/// A rising line through points, level outside them (isotonic regression as a calibration: Zadrozny
/// and Elkan 2002).
///
/// @param scores the points' scores, strictly ascending, in [0, 1]; at least one
/// @param probabilities the points' probabilities, not falling, in [0, 1]; as many
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record IsotonicLine(double[] scores, double[] probabilities) implements Calibration {
  /// No stretch rises by more than this for a score's unit. Programs agree on a score to a few
  /// times 1e-15; so they agree on the probability to 1e-9, which a jump would end.
  public static final double STEEPEST = 1e5;

  public IsotonicLine {
    boolean holds = scores.length > 0 && scores.length == probabilities.length;
    for (int i = 0; holds && i < scores.length; i++) {
      holds =
          inUnit(scores[i])
              && inUnit(probabilities[i])
              && (i == 0
                  || (probabilities[i] >= probabilities[i - 1]
                      && follows(scores, probabilities, i - 1, i)));
    }
    if (!holds) {
      throw new IllegalArgumentException(
          "isotonic line: expected as many ascending scores as rising probabilities, all in [0, 1],"
              + " nowhere steeper than "
              + STEEPEST);
    }
  }

  /// The line through those of the points that leave it no steeper than [#STEEPEST]; the last one
  /// stands before those shortly below it.
  ///
  /// @param scores not falling, in [0, 1]; at least one
  /// @param probabilities not falling, in [0, 1]; as many
  public static IsotonicLine through(double[] scores, double[] probabilities) {
    List<Integer> kept = new ArrayList<>(List.of(0));
    int last = scores.length - 1;
    for (int i = 1; i <= last; i++) {
      while (i == last && kept.size() > 1 && !follows(scores, probabilities, kept.getLast(), i)) {
        kept.removeLast();
      }
      if (follows(scores, probabilities, kept.getLast(), i)) {
        kept.add(i);
      }
    }
    return new IsotonicLine(
        kept.stream().mapToDouble(i -> scores[i]).toArray(),
        kept.stream().mapToDouble(i -> probabilities[i]).toArray());
  }

  private static boolean follows(double[] scores, double[] probabilities, int before, int next) {
    double width = scores[next] - scores[before];
    return width > 0 && probabilities[next] - probabilities[before] <= STEEPEST * width;
  }

  private static boolean inUnit(double value) {
    return value >= 0 && value <= 1;
  }

  @Override
  public String method() {
    return "isotonic";
  }

  /// The first probability plus each stretch's slope times how far the score reaches into it: the
  /// same sum as the model file's graph.
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
