package io.churnflow.contracts.pipeline;

/// When a batch that is scored counts as drifted from what the model was trained on.
///
/// @param watch least effect, a corrected population stability index, that is watched; 0.1 where it
///   is left out
/// @param act least effect that is acted upon; 0.25
/// @param significance greatest adjusted p-value at which an effect is not taken for chance; 0.01
/// @param minimumRows a batch of fewer rows is not judged; 50
/// @param weight least share of what the model relies on, from 0 to 1, at which a column alone
///   makes a batch one to act upon; 0.05
public record DriftPolicy(
    Double watch, Double act, Double significance, Integer minimumRows, Double weight) {
  private static final String POSITIVE = "a number from 0.001 to 10";

  public DriftPolicy {
    watch = watch == null ? Double.valueOf(0.1) : watch;
    act = act == null ? Double.valueOf(0.25) : act;
    significance = significance == null ? Double.valueOf(0.01) : significance;
    minimumRows = minimumRows == null ? Integer.valueOf(50) : minimumRows;
    weight = weight == null ? Double.valueOf(0.05) : weight;
    Checks.require(watch >= 0.001 && watch <= 10, "watch", POSITIVE, watch);
    Checks.require(act >= 0.001 && act <= 10, "act", POSITIVE, act);
    Checks.require(
        watch <= act, "watch and act", "watch at most act", "%s and %s".formatted(watch, act));
    Checks.require(
        significance >= 0.000001 && significance <= 0.5,
        "significance",
        "a number from 0.000001 to 0.5",
        significance);
    Checks.require(
        minimumRows >= 1 && minimumRows <= 1_000_000,
        "minimum_rows",
        "a whole number from 1 to 1000000",
        minimumRows);
    Checks.share("weight", weight);
  }

  /// What holds where a pipeline file says nothing.
  public static DriftPolicy usual() {
    return new DriftPolicy(0.1, 0.25, 0.01, 50, 0.05);
  }
}
