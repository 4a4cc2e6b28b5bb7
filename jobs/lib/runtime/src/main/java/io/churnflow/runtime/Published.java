package io.churnflow.runtime;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A file that an earlier step of the run has published.
///
/// @param run it is of
/// @param relative such as `process-data/train.arrow` or `train-model/random-forest/model.onnx`
/// @param digest what its manifest says of it
/// @param manifest of the step that has published it
record Published(RunFolder run, String relative, FileDigest digest, Manifest manifest) {
  /// What a manifest says of an input that was not there.
  static final String NONE = "none";

  /// @throws UsageException where no manifest names it, or where what it was made from is no longer
  ///   what is there
  static Published of(RunFolder run, String relative) {
    Published found =
        find(run, relative)
            .orElseThrow(() ->
                new UsageException(
                    "%s: expected a file that %s published, found none: run that step of this run first"
                        .formatted(run.resolve(relative), step(relative))));
    found.expectCurrent();
    return found;
  }

  /// The same, where a manifest names it.
  ///
  /// @throws UsageException where what it was made from is no longer what is there
  static Optional<Published> ifThere(RunFolder run, String relative) {
    Optional<Published> found = find(run, relative);
    found.ifPresent(Published::expectCurrent);
    return found;
  }

  private static Optional<Published> find(RunFolder run, String relative) {
    Path file = run.resolve(relative);
    Path root = run.path();
    for (Path folder = Durable.parent(file);
        !folder.equals(root);
        folder = Durable.parent(folder)) {
      Path manifest = folder.resolve("manifest.json");
      if (Files.exists(manifest)) {
        String name = folder.relativize(file).toString();
        Manifest read = Json.read(manifest, Manifest.class);
        FileDigest digest = read.files().get(name);
        if (digest != null) {
          return Optional.of(new Published(run, relative, digest, read));
        }
      }
    }
    return Optional.empty();
  }

  private static String step(String relative) {
    return relative.substring(0, relative.lastIndexOf('/'));
  }

  /// Whoever runs a step again has to run those after it again: what they have published was made
  /// from something else.
  private void expectCurrent() {
    for (Map.Entry<String, String> input : manifest.inputs().entrySet()) {
      String name = input.getKey();
      if (name.indexOf('/') < 0) {
        continue; // no file of the run's, see Step#fact
      }
      Optional<Published> there = find(run, name);
      String sha256 = there.map(now -> now.digest().sha256()).orElse(NONE);
      if (!sha256.equals(input.getValue())) {
        throw new UsageException(
            "%s: was made from another %s than is there now: expected SHA-256 %s, found %s: run %s of this run again, and what follows it"
                .formatted(file(), name, input.getValue(), sha256, step(relative)));
      }
      there.ifPresent(Published::expectCurrent);
    }
  }

  /// Where it is.
  Path file() {
    return run.resolve(relative);
  }

  /// The file's SHA-256, after reading it whole.
  ///
  /// @throws DataException where it is not what was published
  String verified() {
    try {
      FileDigest found = Digests.of(file());
      if (!found.equals(digest)) {
        throw new DataException(
            "%s: expected SHA-256 %s (%d bytes) as published, found %s (%d bytes)"
                .formatted(file(), digest.sha256(), digest.bytes(), found.sha256(), found.bytes()));
      }
      return found.sha256();
    } catch (IOException missing) {
      throw new DataException(
          "%s: published, but cannot be read: %s".formatted(file(), missing), missing);
    }
  }
}
