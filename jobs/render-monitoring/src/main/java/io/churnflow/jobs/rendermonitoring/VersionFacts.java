package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.PastDecision;
import java.util.List;

/// A version as the registry knows it. What it does not know is an empty text.
///
/// @param version its number
/// @param created when it was registered, ISO-8601 in UTC
/// @param algorithm the learner's name
/// @param status what has become of it: `staging`, `production`, ...
/// @param reason why its training was started
/// @param dag the Airflow DAG that trained it
/// @param airflowRun that run's id
/// @param runFolder its folder, relative to the shared volume
/// @param mlflowRun the MLflow run it came from
/// @param decisions on it, in the order of their numbers
record VersionFacts(
    int version,
    String created,
    String algorithm,
    String status,
    String reason,
    String dag,
    String airflowRun,
    String runFolder,
    String mlflowRun,
    List<PastDecision> decisions) {
  VersionFacts {
    decisions = List.copyOf(decisions);
  }

  /// Whether drift or bad predictions have started its training, rather than a person or a
  /// schedule: the monitoring DAG names such runs after their incident.
  boolean isByIncident() {
    return airflowRun.startsWith("incident_");
  }
}
