package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.churnflow.contracts.ClassMetrics;
import java.util.OptionalDouble;

/// A metric that can choose a winner or guard a gate.
public enum Metric {
  @JsonProperty("pr_auc")
  PR_AUC("pr_auc", true),
  @JsonProperty("roc_auc")
  ROC_AUC("roc_auc", true),
  @JsonProperty("f1")
  F1("f1", true),
  @JsonProperty("log_loss")
  LOG_LOSS("log_loss", false),
  @JsonProperty("brier")
  BRIER("brier", false);

  private final String label;
  private final boolean higherIsBetter;

  Metric(String label, boolean higherIsBetter) {
    this.label = label;
    this.higherIsBetter = higherIsBetter;
  }

  /// The name in pipeline files and in MLflow.
  public String label() {
    return label;
  }

  /// Whether a greater value is a better one.
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /// This metric's value among those measured.
  public double of(ClassMetrics metrics) {
    return switch (this) {
      case PR_AUC -> metrics.prAuc();
      case ROC_AUC -> metrics.rocAuc();
      case F1 -> metrics.f1();
      case LOG_LOSS -> metrics.logLoss();
      case BRIER -> metrics.brier();
    };
  }

  /// What is reached by knowing only how many leave: by a random order (PR-AUC, ROC-AUC), or by
  /// giving everybody that share as probability (log loss, Brier). F1, which goes by decisions, has
  /// none.
  ///
  /// @param positives of the rows, more than 0 and fewer than all
  /// @param rows how many
  public OptionalDouble ofGuessing(long positives, long rows) {
    double share = (double) positives / rows;
    return switch (this) {
      case PR_AUC -> OptionalDouble.of(share);
      case ROC_AUC -> OptionalDouble.of(0.5);
      case LOG_LOSS ->
          OptionalDouble.of(-share * Math.log(share) - (1 - share) * Math.log(1 - share));
      case BRIER -> OptionalDouble.of(share * (1 - share));
      case F1 -> OptionalDouble.empty();
    };
  }

  /// Whether a value is no better than [#ofGuessing] on the same rows; never of F1.
  public boolean isNoBetterThanGuessing(double value, long positives, long rows) {
    OptionalDouble guessing = ofGuessing(positives, rows);
    return guessing.isPresent() && !(gain(value, guessing.getAsDouble()) > 0);
  }

  /// By how much `value` is better than `other`, in the metric's unit; negative where it is worse.
  public double gain(double value, double other) {
    return higherIsBetter ? value - other : other - value;
  }
}
