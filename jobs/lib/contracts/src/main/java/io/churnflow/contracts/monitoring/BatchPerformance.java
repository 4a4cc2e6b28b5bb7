package io.churnflow.contracts.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.churnflow.contracts.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How one batch of predictions has done.
///
/// @param batch its name
/// @param runId the run that scored it
/// @param scoredAt when, ISO-8601 in UTC
/// @param version of the model that scored it
/// @param rows how many customers were scored
/// @param state what is known of it
/// @param labels what is known of its customers
/// @param verdict on the batch
/// @param realised metrics of the labelled customers by name, with 95 % intervals; empty unless
///   measured
/// @param estimated metrics of all its customers from their probabilities alone, likewise
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
    Map<String, Estimate> estimated) {

  public BatchPerformance {
    realised = Collections.unmodifiableMap(new LinkedHashMap<>(realised));
    estimated = Collections.unmodifiableMap(new LinkedHashMap<>(estimated));
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
