package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.TrialTable;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.Threshold;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Texts;
import io.churnflow.runtime.Markdown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The description of a candidate's run: how the model came about and how good it is, by the metric
/// that the pipeline file chose.
///
/// @param metric that chose the winner
/// @param rule that chose the threshold
/// @param ranked all candidates, best first
record CandidateNote(Metric metric, Threshold.Rule rule, List<Measured> ranked) {
  /// Columns of the table of trials that are no parameters.
  private static final int BEFORE_PARAMETERS = 3;

  CandidateNote {
    ranked = List.copyOf(ranked);
  }

  /// @param measured one of the candidates
  /// @param trials of its search
  String of(Measured measured, TrialTable trials) {
    TrainingSummary summary = measured.candidate().summary();
    return """
    **%s**, %s by %s out of fold.

    - %s
    - Search: %s.%s
    - Calibration: %s.
    - Threshold: %s
    - Columns: %d.
    """
        .formatted(
            measured.algorithm(),
            place(measured),
            MetricNames.of(metric.label()),
            quality(measured),
            Markdown.escaped(summary.search().words()),
            searched(trials),
            Markdown.escaped(summary.calibration().words()),
            threshold(measured),
            summary.features().size());
  }

  private String place(Measured measured) {
    int place = ranked.indexOf(measured);
    if (ranked.size() == 1) {
      return "the only candidate";
    }
    return place == 0
        ? "the winner of %d candidates".formatted(ranked.size())
        : "number %d of %d candidates".formatted(place + 1, ranked.size());
  }

  private String quality(Measured measured) {
    return String.format(
        Locale.ROOT,
        "%s: %.4f out of fold, %.4f on the hold-out (95 %% interval %s).",
        MetricNames.of(metric.label()),
        metric.of(measured.outOfFold()),
        metric.of(measured.holdout()),
        Texts.interval(measured.intervals().get(metric.label())));
  }

  private String threshold(Measured measured) {
    return String.format(
        Locale.ROOT,
        "%.4f, by the rule `%s` on out-of-fold predictions; on the hold-out its precision is %.4f, its recall %.4f.",
        measured.candidate().summary().threshold(),
        rule.name().toLowerCase(Locale.ROOT),
        measured.holdout().precision(),
        measured.holdout().recall());
  }

  /// The parameters that the trials differ in.
  private static String searched(TrialTable trials) {
    String names =
        IntStream.range(BEFORE_PARAMETERS, trials.columns().size())
            .filter(column -> differs(trials, column))
            .mapToObj(column -> "`" + trials.columns().get(column) + "`")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " Searched: " + names + ".";
  }

  private static boolean differs(TrialTable trials, int column) {
    return trials.data().stream()
            .map(row -> row.get(column))
            .collect(Collectors.toCollection(LinkedHashSet::new))
            .size()
        > 1;
  }
}
