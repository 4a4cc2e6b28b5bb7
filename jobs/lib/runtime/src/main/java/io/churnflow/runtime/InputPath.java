package io.churnflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Input files that a trigger names: only under the allowed roots, with links resolved.
final class InputPath {
  private static final long MEGABYTE = 1 << 20;

  private InputPath() {}

  /// @param given as typed; a relative path is looked up in each root in turn
  /// @param megabytes the size that the file may have, in MiB
  /// @throws UsageException where it is no readable file of that size under a root
  static Path resolve(String given, List<Path> roots, int megabytes) {
    Path path;
    try {
      path = Path.of(given);
    } catch (InvalidPathException invalid) {
      throw new UsageException(
          "input '%s': expected a path, found: %s".formatted(given, invalid.getReason()), invalid);
    }
    Path found = find(given, path, roots);
    boolean allowed = roots.stream().anyMatch(root -> found.startsWith(real(root)));
    if (!allowed) {
      throw new UsageException(
          "input %s: expected a file under %s, found one outside (links resolved)"
              .formatted(given, roots));
    }
    if (!Files.isRegularFile(found) || !Files.isReadable(found)) {
      throw new UsageException(
          "input %s: expected a readable file, found %s"
              .formatted(given, Files.isDirectory(found) ? "a folder" : "none"));
    }
    expectSize(given, found, megabytes);
    return found;
  }

  private static void expectSize(String given, Path found, int megabytes) {
    long bytes = found.toFile().length();
    if (bytes > megabytes * MEGABYTE) {
      throw new UsageException(
          "input %s: expected at most %d MiB (CHURNFLOW_INPUT_MEGABYTES), found %d"
              .formatted(given, megabytes, Math.ceilDiv(bytes, MEGABYTE)));
    }
  }

  private static Path find(String given, Path path, List<Path> roots) {
    for (Path root : roots) {
      Path candidate = root.resolve(path);
      if (Files.exists(candidate)) {
        return real(candidate);
      }
    }
    throw new UsageException(
        "input %s: expected a file under %s, found none".formatted(given, roots));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }
}
