package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.FeatureImportance;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Feature;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.PermutationImportance;
import io.churnflow.learning.evaluation.ReliabilityBins;
import io.churnflow.learning.evaluation.Resamples;
import io.churnflow.learning.evaluation.SliceReport;
import java.util.List;

/// Looks closely at the winner: slices, importance, reliability.
///
/// @param pipeline the pipeline file
/// @param holdout rows that nothing was fitted or chosen on
/// @param workers threads
record WinnerView(Pipeline pipeline, Holdout holdout, Workers workers) {

  WinnerAnalysis analysis(Scored winner, Resamples resamples) {
    SliceReport slices =
        SliceReport.of(
            holdout.table(),
            pipeline.slices(),
            holdout.labels(),
            winner.predictions(),
            resamples,
            workers);
    Reliability published = ReliabilityBins.of(holdout.labels(), winner.published());
    return new WinnerAnalysis(
        slices.slices(),
        slices.gaps(),
        importance(winner),
        PermutationImportance.REPEATS,
        Math.min(holdout.labels().length, PermutationImportance.MOST_ROWS),
        winner.calibrated() ? ReliabilityBins.of(holdout.labels(), winner.raw()) : published,
        published);
  }

  private List<FeatureImportance> importance(Scored winner) {
    List<String> features =
        winner.candidate().model().model().features().stream().map(Feature::name).toList();
    return new PermutationImportance(
            pipeline.gate().metric(),
            winner.candidate().model().threshold(),
            pipeline.training().seed())
        .of(
            holdout.table(),
            holdout.labels(),
            features,
            winner.candidate().model()::probabilities,
            workers);
  }
}
