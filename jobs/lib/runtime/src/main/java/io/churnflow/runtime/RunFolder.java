package io.churnflow.runtime;

import java.nio.file.Path;

/// Where a run's files lie on the shared volume.
///
/// @param home the shared volume
/// @param pipeline the pipeline's name
/// @param runId the Airflow run id, any text
public record RunFolder(Path home, String pipeline, String runId) {
  private static final int READABLE_LENGTH = 80;

  /// The folder's name: the run id made safe and readable, then what keeps two ids apart that look
  /// the same made safe.
  public String name() {
    String safe = runId.replaceAll("[^A-Za-z0-9._-]", "_");
    String readable = safe.length() > READABLE_LENGTH ? safe.substring(0, READABLE_LENGTH) : safe;
    return readable + "-" + Digests.sha256(runId).substring(0, 8);
  }

  /// The folder.
  public Path path() {
    return home.resolve("runs").resolve(pipeline).resolve(name());
  }

  /// A path under the folder.
  public Path resolve(String relative) {
    return path().resolve(relative);
  }

  /// The path of a file or folder relative to the shared volume, with `/`.
  public String relative(Path path) {
    return home.relativize(path).toString().replace('\\', '/');
  }
}
