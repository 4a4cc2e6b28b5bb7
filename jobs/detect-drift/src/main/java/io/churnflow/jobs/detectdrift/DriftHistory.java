package io.churnflow.jobs.detectdrift;

import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The verdicts of a pipeline's batches, one after the other:
/// `state/<pipeline>/drift/<index>.json`. Who looks for the recent ones reads the files with the
/// greatest names. A run has one entry, however often it is tried; two runs at once do not take the
/// same index.
final class DriftHistory {
  private static final String NAME = "%08d.json";

  private final RunFolder run;
  private final Path folder;

  DriftHistory(RunFolder run) {
    this.run = run;
    this.folder = run.home().resolve("state").resolve(run.pipeline()).resolve("drift");
  }

  /// An entry.
  ///
  /// @param index from 1, in the order in which verdicts were come to
  /// @param runId the Airflow run
  /// @param runFolder the name of its folder, which holds `detect-drift/drift.json`
  /// @param modelVersion that the batch was scored with
  /// @param verdict `stable`, `undecided`, `watch` or `act`
  /// @param loaded when the batch was read, ISO-8601
  /// @param digest of everything that the verdict depends on
  record Entry(
      long index,
      String runId,
      String runFolder,
      int modelVersion,
      String verdict,
      String loaded,
      String digest) {
    Entry at(long place) {
      return new Entry(place, runId, runFolder, modelVersion, verdict, loaded, digest);
    }
  }

  /// Adds the run's verdict, or puts it in place of the one that the run had.
  Entry add(int modelVersion, String verdict, String loaded, String digest) throws IOException {
    Entry entry = new Entry(0, run.runId(), run.name(), modelVersion, verdict, loaded, digest);
    List<Path> files = files();
    Optional<Entry> own = own(files);
    if (own.isPresent()) {
      Entry renewed = entry.at(own.get().index());
      if (!renewed.equals(own.get())) {
        Durable.replace(file(renewed), Json.bytes(renewed));
      }
      return renewed;
    }
    Entry placed = entry.at(files.isEmpty() ? 1 : index(files.getLast()) + 1);
    while (!Durable.create(file(placed), Json.bytes(placed))) {
      placed = placed.at(placed.index() + 1);
    }
    return placed;
  }

  private Optional<Entry> own(List<Path> files) {
    return files.reversed().stream()
        .map(file -> Json.read(file, Entry.class))
        .filter(entry -> entry.runFolder().equals(run.name()))
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

  private Path file(Entry entry) {
    return folder.resolve(NAME.formatted(entry.index()));
  }

  private static long index(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".json", ""));
  }
}
