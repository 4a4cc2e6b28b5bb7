package io.churnflow.runtime.mlflow;

/// What has files on the server: a run or a model.
public sealed interface ArtifactFolder permits TrackedRun, TrackedModel {
  /// Where the files are, `mlflow-artifacts:/...`.
  String artifactUri();
}
