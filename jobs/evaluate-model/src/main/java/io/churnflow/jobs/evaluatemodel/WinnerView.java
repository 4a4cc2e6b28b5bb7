package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ContributionSummary;
import io.churnflow.contracts.FeatureImportance;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Threshold;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Offers;
import io.churnflow.learning.evaluation.PermutationImportance;
import io.churnflow.learning.evaluation.ReliabilityBins;
import io.churnflow.learning.evaluation.Resamples;
import io.churnflow.learning.evaluation.SliceReport;
import io.churnflow.learning.explain.Explainer;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks closely at the winner: slices, importance, reliability.
///
/// @param pipeline the pipeline file
/// @param holdout rows that nothing was fitted or chosen on
/// @param workers threads
record WinnerView(Pipeline pipeline, Holdout holdout, Workers workers) {
  private static final int MOST_EXPLAINED = 200;

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
        published,
        contributions(winner.candidate().model()),
        profit(winner));
  }

  /// Of rows at equal distances, where there are more than can be explained in a moment.
  private @Nullable ContributionSummary contributions(StoredModel stored) {
    FittedModel model = stored.model();
    if (!model.explainable()) {
      return null;
    }
    int rows = Math.min(holdout.labels().length, MOST_EXPLAINED);
    int[] chosen =
        IntStream.range(0, rows)
            .map(i -> (int) ((long) i * holdout.labels().length / rows))
            .toArray();
    List<String> names = Feature.names(model.features());
    FeatureTable table = stored.features(holdout.table().select(chosen));
    double[] moved = Explainer.of(model).explain(table, workers).meanAbsolute();
    List<ContributionSummary.Column> columns =
        IntStream.range(0, moved.length)
            .mapToObj(place -> new ContributionSummary.Column(names.get(place), moved[place]))
            .sorted(Comparator.comparingDouble(column -> -column.meanAbsolute()))
            .toList();
    return new ContributionSummary(model.scoreUnit(), rows, columns);
  }

  private @Nullable ProfitCurve profit(Scored winner) {
    Threshold rule = pipeline.threshold();
    if (rule.rule() != Threshold.Rule.PROFIT) {
      return null;
    }
    try {
      return Offers.of(rule, holdout.table())
          .curve(holdout.labels(), winner.published(), winner.candidate().model().threshold());
    } catch (IllegalArgumentException wrong) {
      throw new DataException("hold-out: " + wrong.getMessage(), wrong);
    }
  }

  private List<FeatureImportance> importance(Scored winner) {
    StoredModel model = winner.candidate().model();
    FeatureTable features = model.features(holdout.table());
    List<String> names = Feature.names(features.features());
    return new PermutationImportance(
            pipeline.gate().metric(), model.threshold(), pipeline.training().seed())
        .of(
            new Table(features.columns(), features.rows()),
            holdout.labels(),
            names,
            table -> model.probabilities(FeatureTable.of(table, names)),
            workers);
  }
}
