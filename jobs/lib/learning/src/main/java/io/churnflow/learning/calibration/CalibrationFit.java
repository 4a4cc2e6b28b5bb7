package io.churnflow.learning.calibration;

import io.churnflow.contracts.CalibrationSummary;
import io.churnflow.contracts.pipeline.CalibrationChoice;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.ReliabilityBins;
import io.churnflow.learning.evaluation.SquaredErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A calibration fitted on all out-of-fold scores, and for each row a probability by a calibration
/// that has not seen the row.
///
/// @param calibration of the published model
/// @param probabilities of the rows, each by a calibration fitted on the other folds' scores
/// @param summary what was chosen, and what it did
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record CalibrationFit(
    Calibration calibration, double[] probabilities, CalibrationSummary summary) {

  /// A method and its cross-calibrated probabilities.
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  private record Candidate(Method method, double[] probabilities) {}

  private enum Method {
    NONE,
    PLATT,
    ISOTONIC;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    Calibration fit(byte[] labels, double[] scores) {
      return switch (this) {
        case NONE -> new Uncalibrated();
        case PLATT -> PlattFit.fit(labels, scores);
        case ISOTONIC -> IsotonicFit.fit(labels, scores);
      };
    }
  }

  /// Chooses and fits.
  ///
  /// @param labels 1 or 0 a row
  /// @param scores out of fold, in [0, 1]
  /// @param folds that the scores come from
  public static CalibrationFit of(
      CalibrationChoice asked, byte[] labels, double[] scores, Folds folds, Workers workers) {
    List<Candidate> candidates = new ArrayList<>();
    for (Method method : methods(asked)) {
      candidates.add(
          new Candidate(method, crossCalibrated(method, labels, scores, folds, workers)));
    }
    Candidate chosen = candidates.getFirst();
    Map<String, Double> brier = new TreeMap<>();
    for (Candidate candidate : candidates) {
      SquaredErrors errors = new SquaredErrors(labels, candidate.probabilities);
      brier.put(candidate.method.label(), errors.mean());
      boolean better = errors.clearlyLessThan(new SquaredErrors(labels, chosen.probabilities));
      chosen = better ? candidate : chosen;
    }
    CalibrationSummary summary =
        new CalibrationSummary(
            chosen.method.label(),
            asked.name().toLowerCase(Locale.ROOT),
            brier,
            new SquaredErrors(labels, scores).mean(),
            new SquaredErrors(labels, chosen.probabilities).mean(),
            ReliabilityBins.of(labels, scores).expectedCalibrationError(),
            ReliabilityBins.of(labels, chosen.probabilities).expectedCalibrationError());
    return new CalibrationFit(chosen.method.fit(labels, scores), chosen.probabilities, summary);
  }

  /// From the simplest to the least simple.
  private static List<Method> methods(CalibrationChoice asked) {
    return switch (asked) {
      case AUTO -> List.of(Method.NONE, Method.PLATT, Method.ISOTONIC);
      case NONE -> List.of(Method.NONE);
      case PLATT -> List.of(Method.PLATT);
      case ISOTONIC -> List.of(Method.ISOTONIC);
    };
  }

  private static double[] crossCalibrated(
      Method method, byte[] labels, double[] scores, Folds folds, Workers workers) {
    double[] probabilities = new double[scores.length];
    workers.run(
        folds.count(),
        fold -> {
          int[] outside = folds.outside(fold);
          double[] others = Arrays.stream(outside).mapToDouble(row -> scores[row]).toArray();
          Calibration calibration = method.fit(Labels.select(labels, outside), others);
          for (int row : folds.inside(fold)) {
            probabilities[row] = calibration.apply(scores[row]);
          }
        });
    return probabilities;
  }
}
