package io.churnflow.runtime;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that a step fills before it is published.
public final class Output {
  private final Path folder;
  private final Map<String, String> notes = new TreeMap<>();
  private @Nullable DataException refusal;

  Output(Path folder) {
    this.folder = folder;
  }

  /// Adds a table as an Arrow file.
  public void table(String name, Table table) throws IOException {
    ArrowTables.write(table, path(name));
  }

  /// Adds a record as a JSON file.
  public void json(String name, Object value) throws IOException {
    write(name, Json.bytes(value));
  }

  /// Adds a file of these bytes.
  public void bytes(String name, byte[] bytes) throws IOException {
    write(name, bytes);
  }

  /// Where a file of this name is to be written, for writers that stream.
  public Path path(String name) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(Durable.parent(path));
    return path;
  }

  /// Adds a fact to the receipt, which is never compared.
  public void note(String name, String value) {
    notes.put(name, value);
  }

  /// The error of bad data of which the files say more: where the work ends with it, they are kept
  /// for people under the run's `refused/`, which the message then names.
  public DataException refuse(String message) {
    DataException refused = new DataException(message);
    refusal = refused;
    return refused;
  }

  boolean isRefusedBy(DataException error) {
    return error.equals(refusal);
  }

  Map<String, String> notes() {
    return notes;
  }

  void write(String name, byte[] bytes) throws IOException {
    Files.write(path(name), bytes, StandardOpenOption.CREATE_NEW);
  }

  Map<String, FileDigest> digests() throws IOException {
    Map<String, FileDigest> digests = new TreeMap<>();
    for (Path file : found()) {
      if (Files.isRegularFile(file)) {
        digests.put(folder.relativize(file).toString(), Digests.of(file));
      }
    }
    return digests;
  }

  void sync() throws IOException {
    for (Path path : found()) {
      Durable.sync(path);
    }
  }

  private List<Path> found() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }
}
