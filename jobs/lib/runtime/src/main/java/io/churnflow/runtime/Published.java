package io.churnflow.runtime;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that an earlier step of the run has published.
///
/// @param file where it is
/// @param digest what its manifest says of it
record Published(Path file, FileDigest digest) {

  /// @param relative such as `process-data/train.arrow` or `train-model/random-forest/model.onnx`
  /// @throws UsageException where no manifest names it
  static Published of(RunFolder run, String relative) {
    Path file = run.resolve(relative);
    Path root = run.path();
    for (Path folder = Durable.parent(file);
        !folder.equals(root);
        folder = Durable.parent(folder)) {
      Path manifest = folder.resolve("manifest.json");
      if (Files.exists(manifest)) {
        String name = folder.relativize(file).toString();
        FileDigest digest = Json.read(manifest, Manifest.class).files().get(name);
        if (digest != null) {
          return new Published(file, digest);
        }
      }
    }
    throw new UsageException(
        "%s: expected a file that %s published, found none: run that step of this run first"
            .formatted(file, relative.substring(0, relative.lastIndexOf('/'))));
  }

  /// The file's SHA-256, after reading it whole.
  ///
  /// @throws DataException where it is not what was published
  String verified() {
    try {
      FileDigest found = Digests.of(file);
      if (!found.equals(digest)) {
        throw new DataException(
            "%s: expected SHA-256 %s (%d bytes) as published, found %s (%d bytes)"
                .formatted(file, digest.sha256(), digest.bytes(), found.sha256(), found.bytes()));
      }
      return found.sha256();
    } catch (IOException missing) {
      throw new DataException(
          "%s: published, but cannot be read: %s".formatted(file, missing), missing);
    }
  }
}
