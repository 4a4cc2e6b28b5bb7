package io.churnflow.runtime;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the steps of a run have published, as a later one finds it: each manifest is read once.
///
/// Files are named as `process-data/train.arrow` or `train-model/random-forest/model.onnx`.
final class Publications {
  /// What a manifest says of an input that was not there.
  static final String NONE = "none";

  private final RunFolder run;
  private final Map<Path, Optional<Manifest>> manifests = new HashMap<>();
  private final Set<Manifest> current = new HashSet<>();

  Publications(RunFolder run) {
    this.run = run;
  }

  /// A file that an earlier step has published.
  ///
  /// @throws UsageException where no manifest names it, or where what it was made from is no longer
  ///   what is there
  Published of(String file) {
    return ifThere(file)
        .orElseThrow(() ->
            new UsageException(
                "%s: expected a file that %s published, found none: run that step of this run first"
                    .formatted(run.resolve(file), step(file))));
  }

  /// The same, where a manifest names it.
  ///
  /// @throws UsageException where what it was made from is no longer what is there
  Optional<Published> ifThere(String file) {
    Optional<Named> named = named(file);
    named.ifPresent(found -> expectCurrent(file, found.manifest()));
    return named.map(found -> new Published(run.resolve(file), found.digest()));
  }

  /// Whoever runs a step again has to run those after it again: what they have published was made
  /// from something else.
  private void expectCurrent(String file, Manifest manifest) {
    if (current.contains(manifest)) {
      return;
    }
    for (Map.Entry<String, String> input : manifest.inputs().entrySet()) {
      String name = input.getKey();
      if (name.indexOf('/') < 0) {
        continue; // no file of the run's, see Step#fact
      }
      Optional<Named> before = named(name);
      String sha256 = before.map(found -> found.digest().sha256()).orElse(NONE);
      if (!sha256.equals(input.getValue())) {
        throw new UsageException(
            "%s: was made from another %s than is there now: expected SHA-256 %s, found %s: run %s of this run again, and what follows it"
                .formatted(run.resolve(file), name, input.getValue(), sha256, step(file)));
      }
      before.ifPresent(found -> expectCurrent(name, found.manifest()));
    }
    current.add(manifest);
  }

  /// A manifest, and what it says of a file.
  private record Named(Manifest manifest, FileDigest digest) {}

  /// The step's folder is the file's, or one above.
  private Optional<Named> named(String relative) {
    Path file = run.resolve(relative);
    for (Path folder = Durable.parent(file);
        !folder.equals(run.path());
        folder = Durable.parent(folder)) {
      String name = folder.relativize(file).toString();
      Optional<Named> found =
          manifests
              .computeIfAbsent(folder.resolve("manifest.json"), Publications::read)
              .flatMap(manifest ->
                  Optional.ofNullable(manifest.files().get(name))
                      .map(digest -> new Named(manifest, digest)));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String step(String file) {
    return file.substring(0, file.lastIndexOf('/'));
  }

  private static Optional<Manifest> read(Path file) {
    return Files.exists(file) ? Optional.of(Json.read(file, Manifest.class)) : Optional.empty();
  }
}
