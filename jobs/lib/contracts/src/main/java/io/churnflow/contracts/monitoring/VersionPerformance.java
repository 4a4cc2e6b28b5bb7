package io.churnflow.contracts.monitoring;

import io.churnflow.contracts.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the predictions of one version of the model have done, over all batches that are looked at.
///
/// @param version its number in the registry
/// @param batches due ones of which an outcome is known
/// @param labelled customers in them of whom the outcome is known; one who was scored in several
///   batches counts in each
/// @param positives those among them who have left
/// @param realised metrics by name with 95 % intervals; empty without a measured batch
public record VersionPerformance(
    int version, long batches, long labelled, long positives, Map<String, Estimate> realised) {

  public VersionPerformance {
    realised = Collections.unmodifiableMap(new LinkedHashMap<>(realised));
  }
}
