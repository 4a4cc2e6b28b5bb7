package io.churnflow.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a pipeline's runs have come to, one after the other:
/// `state/<pipeline>/<kind>/<index>.json`. Who looks for the recent ones reads the files with the
/// greatest names. A run has one entry, however often it is tried; two runs at once do not take the
/// same index.
///
/// @param <E> what is kept of a run
public final class RunHistory<E extends RunHistory.Entry<E>> {
  private static final String NAME = "%08d.json";

  private final Path folder;
  private final Class<E> type;

  /// What is kept of a run, as JSON.
  ///
  /// @param <E> itself
  public interface Entry<E extends Entry<E>> {
    /// From 1, in the order in which runs came; 0 for one without a place yet.
    long index();

    /// Name of the run's folder.
    String runFolder();

    /// The same at another place.
    E at(long place);
  }

  /// @param run of the pipeline
  /// @param kind the folder's name
  /// @param type of the entries
  public RunHistory(RunFolder run, String kind, Class<E> type) {
    this.folder = run.home().resolve("state").resolve(run.pipeline()).resolve(kind);
    this.type = type;
  }

  /// Adds a run's entry, or puts it in place of the one that the run had.
  ///
  /// @return the entry at its place
  public E add(E entry) throws IOException {
    List<Path> files = files();
    Optional<E> own = own(files, entry.runFolder());
    if (own.isPresent()) {
      E renewed = entry.at(own.get().index());
      if (!renewed.equals(own.get())) {
        Durable.replace(file(renewed), Json.bytes(renewed));
      }
      return renewed;
    }
    E placed = entry.at(files.isEmpty() ? 1 : index(files.getLast()) + 1);
    while (!Durable.create(file(placed), Json.bytes(placed))) {
      placed = placed.at(placed.index() + 1);
    }
    return placed;
  }

  /// What recent runs have come to, the newest first.
  ///
  /// @param most how many at most
  /// @param warnings takes what is damaged, and left out
  public List<E> newest(int most, Consumer<String> warnings) throws IOException {
    return KeptRecords.read(files().reversed().stream().limit(most), type, warnings);
  }

  private Optional<E> own(List<Path> files, String runFolder) {
    return files.reversed().stream()
        .flatMap(file -> KeptRecords.read(file, type, damaged -> {}).stream())
        .filter(entry -> entry.runFolder().equals(runFolder))
        .findFirst();
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(file -> file.getFileName().toString().matches("\\d{8,}\\.json"))
          .sorted()
          .toList();
    }
  }

  private Path file(E entry) {
    return folder.resolve(NAME.formatted(entry.index()));
  }

  private static long index(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".json", ""));
  }
}
