package io.churnflow.runtime;

import io.churnflow.build.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The jobs' jars, as the launcher finds them: `<job>/target/<job>.jar` or `<job>.jar` under one
/// folder.
final class Jars {
  private Jars() {}

  /// The content id of each job's jar.
  static Map<String, String> contentIds(Path folder) throws IOException {
    Map<String, String> ids = new TreeMap<>();
    for (Path jar : jars(folder)) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry entry = zip.getEntry(ContentId.RESOURCE.substring(1));
        if (entry != null) {
          try (InputStream in = zip.getInputStream(entry)) {
            ids.put(
                String.valueOf(jar.getFileName()),
                new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
          }
        }
      }
    }
    if (ids.isEmpty()) {
      throw new UsageException(
          "--jobs (or CHURNFLOW_JOBS) %s: expected the jobs' jars, found none".formatted(folder));
    }
    return ids;
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> Files.isDirectory(entry) ? built(entry) : entry)
          .filter(path -> path.toString().endsWith(".jar") && Files.isRegularFile(path))
          .sorted()
          .toList();
    }
  }

  private static Path built(Path module) {
    return module.resolve("target").resolve(module.getFileName() + ".jar");
  }
}
