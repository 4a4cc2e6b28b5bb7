package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a model must measure to be promoted.
///
/// @param metric what is measured; `pr_auc` where it is left out
/// @param minimum worst allowed value on the hold-out (the greatest allowed one for losses)
/// @param margin by how much it may be worse than production on rows that neither has trained on,
///   from 0 to 1; 0.01 where it is left out
/// @param minimumPositives fewest positives among those rows, at least 1; with fewer the verdict is
///   inconclusive; 200 where it is left out
public record Gate(
    Metric metric,
    @JsonProperty(required = true) double minimum,
    Double margin,
    Integer minimumPositives) {
  /// The margin of a gate that names none.
  public static final double MARGIN = 0.01;

  /// The fewest positives of a gate that names none.
  public static final int POSITIVES = 200;

  public Gate {
    metric = metric == null ? Metric.PR_AUC : metric;
    Checks.require(Double.isFinite(minimum) && minimum >= 0, "minimum", "a number from 0", minimum);
    margin = margin == null ? MARGIN : margin;
    Checks.share("margin", margin);
    minimumPositives = minimumPositives == null ? POSITIVES : minimumPositives;
    Checks.atLeast("minimum_positives", 1, minimumPositives);
  }
}
