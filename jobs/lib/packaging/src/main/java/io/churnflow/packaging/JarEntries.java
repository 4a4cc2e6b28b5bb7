package io.churnflow.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of a jar by name, in the order in which they are written: the manifest, then by name.
final class JarEntries {
  static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final LocalDateTime WRITTEN = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  void put(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void put(String name, byte[] bytes) {
    files.put(name, bytes);
  }

  /// Adds a file that may be there already, but then with the same bytes.
  ///
  /// @throws IOException where two sources have different files of one name
  void add(String name, byte[] bytes, String source) throws IOException {
    byte[] former = files.putIfAbsent(name, bytes);
    if (former != null && !Arrays.equals(former, bytes)) {
      throw new IOException(source + ": expected no second file of this name, found " + name);
    }
  }

  byte @Nullable [] get(String name) {
    return files.get(name);
  }

  SortedMap<String, byte[]> files() {
    return files;
  }

  /// The jar's bytes, which depend on names and contents alone.
  byte[] toJar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      byte[] manifest = files.get(MANIFEST);
      if (manifest == null) {
        throw new IllegalStateException("expected a manifest before writing the jar");
      }
      write(zip, MANIFEST, manifest);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (!file.getKey().equals(MANIFEST)) {
          write(zip, file.getKey(), file.getValue());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void write(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(WRITTEN);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
