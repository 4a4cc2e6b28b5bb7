package io.churnflow.contracts.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.churnflow.contracts.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How one batch of predictions has done.
///
/// @param batch its name
/// @param runId the run that scored it
/// @param scoredAt when, ISO-8601 in UTC
/// @param version of the model in production that scored it
/// @param rows how many customers were scored
/// @param state what is known of it
/// @param labels what is known of its customers
/// @param verdict on the batch
/// @param realised metrics of production's labelled customers by name, with 95 % intervals; empty
///   unless measured
/// @param estimated metrics of all of production's customers from their probabilities alone,
///   likewise
/// @param arms production and the challengers; empty without challengers
public record BatchPerformance(
    String batch,
    String runId,
    String scoredAt,
    int version,
    long rows,
    State state,
    LabelCounts labels,
    PerformanceVerdict verdict,
    Map<String, Estimate> realised,
    Map<String, Estimate> estimated,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArmPerformance> arms) {

  public BatchPerformance {
    realised = Collections.unmodifiableMap(new LinkedHashMap<>(realised));
    estimated = Collections.unmodifiableMap(new LinkedHashMap<>(estimated));
    arms = arms == null ? List.of() : List.copyOf(arms);
  }

  /// What is known of a batch.
  public enum State {
    /// It is too early for outcomes.
    @JsonProperty("awaited")
    AWAITED,
    /// It is due, and too few of its customers are known to have left, or none to have stayed.
    @JsonProperty("too_few")
    TOO_FEW,
    /// Its metrics are measured.
    @JsonProperty("measured")
    MEASURED
  }
}
