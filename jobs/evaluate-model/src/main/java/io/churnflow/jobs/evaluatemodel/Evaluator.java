package io.churnflow.jobs.evaluatemodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.SplitSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Intervals;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.evaluation.Resamples;
import io.churnflow.reporting.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures scored candidates, ranks them, looks closely at the winner, and draws.
///
/// @param pipeline the pipeline file
/// @param holdout rows that nothing was fitted or chosen on
/// @param holdoutSha256 digest of their file
/// @param split what splitting has found
/// @param added rows of scored customers in the table; null where there can be none
/// @param workers threads
record Evaluator(
    Pipeline pipeline,
    Holdout holdout,
    String holdoutSha256,
    SplitSummary split,
    @Nullable AddedOutcomes added,
    Workers workers) {

  /// @param candidates in the pipeline file's order
  Findings of(List<Scored> candidates) {
    Resamples resamples = Resamples.of(holdout.labels().length, pipeline.training().seed());
    List<Map<String, Estimate>> intervals =
        new Intervals(resamples, holdout.labels(), workers)
            .of(candidates.stream().map(Scored::predictions).toList());
    List<Measured> measured = new ArrayList<>();
    for (int place = 0; place < candidates.size(); place++) {
      Candidate candidate = candidates.get(place).candidate();
      measured.add(
          new Measured(candidate, metrics(candidates.get(place)), intervals.get(place), Map.of()));
    }
    measured.sort(Ranking.by(pipeline.training().metric()));
    Scored winner = scored(candidates, measured.getFirst());
    Evaluation evaluation =
        Ranking.evaluation(
            pipeline.training().metric(),
            measured,
            holdoutSha256,
            resamples,
            new WinnerView(pipeline, holdout, workers).analysis(winner, resamples));
    return drawn(
        candidates,
        measured,
        Cautions.in(
            evaluation, pipeline, measured.getFirst().candidate().summary().leaks(), split, added));
  }

  private ClassMetrics metrics(Scored scored) {
    return Metrics.of(holdout.labels(), scored.published(), scored.candidate().model().threshold());
  }

  private static Scored scored(List<Scored> candidates, Measured measured) {
    return candidates.stream()
        .filter(scored -> scored.candidate().equals(measured.candidate()))
        .findFirst()
        .orElseThrow();
  }

  private Findings drawn(List<Scored> scored, List<Measured> ranked, Evaluation evaluation) {
    Map<String, Plot> winners = plots(scored, ranked.getFirst()).ofWinner(evaluation.analysis());
    List<Measured> illustrated = new ArrayList<>();
    for (Measured measured : ranked) {
      Map<String, Plot> chosen = illustrated.isEmpty() ? winners : plots(scored, measured).ofEach();
      illustrated.add(
          new Measured(
              measured.candidate(), measured.holdout(), measured.intervals(), files(chosen)));
    }
    return new Findings(
        illustrated, evaluation, winners, scored(scored, ranked.getFirst()).published());
  }

  private Plots plots(List<Scored> scored, Measured measured) {
    return new Plots(pipeline.contract().target(), measured, holdout, scored(scored, measured));
  }

  private static Map<String, byte[]> files(Map<String, Plot> plots) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    plots.forEach((name, plot) -> files.put(name + ".svg", plot.svg().getBytes(UTF_8)));
    return files;
  }
}
