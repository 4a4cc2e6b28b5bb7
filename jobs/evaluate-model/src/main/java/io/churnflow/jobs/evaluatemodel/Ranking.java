package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.evaluation.Resamples;
import java.util.Comparator;
import java.util.List;

/// Puts the best candidate first, by its out-of-fold metric. Nothing here looks at the hold-out.
final class Ranking {
  private Ranking() {}

  /// Best first; of equal ones, sorting keeps the pipeline file's order.
  static Comparator<Measured> by(Metric metric) {
    Comparator<Measured> byValue =
        Comparator.comparingDouble(candidate -> metric.of(candidate.outOfFold()));
    return metric.higherIsBetter() ? byValue.reversed() : byValue;
  }

  /// @param ranked the candidates, best first
  /// @param analysis of the first
  static Evaluation evaluation(
      Metric metric,
      List<Measured> ranked,
      String holdoutSha256,
      Resamples resamples,
      WinnerAnalysis analysis) {
    return new Evaluation(
        metric.label(),
        ranked.getFirst().algorithm(),
        ranked.stream()
            .map(measured ->
                new Evaluation.Candidate(
                    measured.algorithm(),
                    measured.candidate().summary().modelSha256(),
                    measured.outOfFold(),
                    measured.holdout(),
                    measured.intervals()))
            .toList(),
        holdoutSha256,
        resamples.count(),
        resamples.seed(),
        analysis,
        List.of());
  }
}
