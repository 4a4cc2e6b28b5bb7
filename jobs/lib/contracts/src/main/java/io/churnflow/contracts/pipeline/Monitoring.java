package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How well predictions have done is looked at: what is kept of them, which outcomes they are held
/// against, and what is too bad.
///
/// @param predictionsDays archived predictions and outcomes older than this are removed; 400 where
///   it is left out
/// @param batches how many batches that are due are looked at, the newest ones, beside all that are
///   awaited; 30
/// @param minimumPositives a batch of which fewer customers are known to have left is not measured;
///   30
/// @param labels where outcomes come from; null for a file without a batch column that a run is
///   given, due at once
/// @param bound what is too bad; null for no verdict
public record Monitoring(
    Integer predictionsDays,
    Integer batches,
    Integer minimumPositives,
    LabelSource labels,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PerformanceBound bound) {
  private static final int YEAR_AND_MORE = 400;
  private static final int USUAL = 30;

  public Monitoring {
    predictionsDays = predictionsDays == null ? Integer.valueOf(YEAR_AND_MORE) : predictionsDays;
    Checks.require(
        predictionsDays >= 1 && predictionsDays <= 36_500,
        "predictions_days",
        "a whole number from 1 to 36500",
        predictionsDays);
    batches = batches == null ? Integer.valueOf(USUAL) : batches;
    Checks.require(
        batches >= 1 && batches <= 1000, "batches", "a whole number from 1 to 1000", batches);
    minimumPositives = minimumPositives == null ? Integer.valueOf(USUAL) : minimumPositives;
    Checks.require(
        minimumPositives >= 1 && minimumPositives <= 1_000_000,
        "minimum_positives",
        "a whole number from 1 to 1000000",
        minimumPositives);
    labels = labels == null ? LabelSource.usual() : labels;
  }

  /// What counts: the bound's metric, without one that which chooses a training's winner.
  public Metric metric(Training training) {
    return bound == null ? training.metric() : bound.metric();
  }

  /// What holds where a pipeline file says nothing.
  public static Monitoring usual() {
    return new Monitoring(YEAR_AND_MORE, USUAL, USUAL, LabelSource.usual(), null);
  }
}
