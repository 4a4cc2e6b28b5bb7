package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.UsageException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The files of runs and models, through the server's own artifact API: storage credentials stay on
/// the server.
public final class Artifacts {
  private static final String SCHEME = "mlflow-artifacts:/";
  private static final String API = "/api/2.0/mlflow-artifacts/artifacts/";

  private final Http http;

  Artifacts(Http http) {
    this.http = http;
  }

  /// Stores one file, replacing one of the same name.
  ///
  /// @param path with `/`, below the run's or model's artifacts
  public void upload(ArtifactFolder folder, String path, byte[] content) {
    http.put(location(folder.artifactUri(), path), content);
  }

  /// One file, empty where there is none of this path.
  public Optional<byte[]> download(ArtifactFolder folder, String path) {
    try {
      return Optional.of(http.download(location(folder.artifactUri(), path)));
    } catch (MlflowError error) {
      if (error.isMissing()) {
        return Optional.empty();
      }
      throw error;
    }
  }

  /// `mlflow-artifacts:/1/<run>/artifacts` is the server's own store; other schemes bypass it.
  private static String location(String root, String path) {
    if (!root.startsWith(SCHEME)) {
      throw new UsageException(
          "artifacts of the MLflow server: expected mlflow-artifacts:/ (a server with"
              + " --serve-artifacts), found "
              + root);
    }
    // mlflow-artifacts://host:port/path names the server once more.
    String below = root.substring(SCHEME.length()).replaceFirst("^/[^/]*/", "");
    return API
        + Arrays.stream((below + "/" + path).split("/"))
            .map(Http::encode)
            .collect(Collectors.joining("/"));
  }
}
