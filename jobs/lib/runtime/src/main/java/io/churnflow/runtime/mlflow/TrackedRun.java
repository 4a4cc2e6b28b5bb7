package io.churnflow.runtime.mlflow;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A run in an MLflow experiment.
///
/// @param experimentId its experiment
/// @param runId its id
/// @param artifactUri where its files are, `mlflow-artifacts:/...`
/// @param status `RUNNING`, `FINISHED`, `FAILED`, `KILLED` or `SCHEDULED`
/// @param tags its tags
public record TrackedRun(
    String experimentId, String runId, String artifactUri, String status, Map<String, String> tags)
    implements ArtifactFolder {

  public TrackedRun {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /// Whether the tag has this value.
  public boolean has(String tag, String value) {
    return value.equals(tags.get(tag));
  }

  /// Whether it ended well.
  public boolean isFinished() {
    return status.equals("FINISHED");
  }
}
