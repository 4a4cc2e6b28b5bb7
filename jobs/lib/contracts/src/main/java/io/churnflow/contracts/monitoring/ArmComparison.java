package io.churnflow.contracts.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.churnflow.contracts.Estimate;
import org.jspecify.annotations.Nullable;

/// A challenger beside production, over the due batches that both of these versions scored.
///
/// @param arm the challenger's alias
/// @param version the challenger's
/// @param productionVersion the other one
/// @param paired whether both scored the same customers, in the shadow
/// @param batches how many
/// @param challenger what is known of its customers
/// @param production what is known of production's
/// @param metric label of what is compared
/// @param difference by how much the challenger is better, with one-sided 95 % bounds; null where
///   too little is known
/// @param advice what to do
/// @param reason the advice in a sentence
public record ArmComparison(
    String arm,
    int version,
    int productionVersion,
    boolean paired,
    long batches,
    Side challenger,
    Side production,
    String metric,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Estimate difference,
    Advice advice,
    String reason) {

  /// What is known of one arm's customers.
  ///
  /// @param labelled those whose outcome is known
  /// @param positives those of them who have left
  /// @param value the metric; null where too little is known
  /// @param left share of those who have left, with its 95 % interval; null for nobody
  public record Side(
      long labelled,
      long positives,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double value,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Estimate left) {}

  /// What to do.
  public enum Advice {
    /// Better, and chance does not explain it.
    @JsonProperty("promote")
    PROMOTE,
    /// As good within the gate's margin.
    @JsonProperty("either")
    EITHER,
    /// Worse, and chance does not explain it.
    @JsonProperty("withdraw")
    WITHDRAW,
    /// Nothing is shown yet.
    @JsonProperty("go_on")
    GO_ON
  }
}
