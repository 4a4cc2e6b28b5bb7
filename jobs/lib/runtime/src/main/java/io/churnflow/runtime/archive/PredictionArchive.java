package io.churnflow.runtime.archive;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A pipeline's past predictions on the shared volume: `predictions/<pipeline>/<batch>/`, the rows
/// in `scored.arrow` and, written last, what they are in `batch.json`.
///
/// Run folders go, and with them what was predicted then; outcomes come months later.
///
/// @param folder of all batches of the pipeline
public record PredictionArchive(Path folder) {
  /// The file of rows.
  public static final String ROWS = "scored.arrow";

  private static final String BATCH = "batch.json";

  /// The archive of a run's pipeline.
  public static PredictionArchive of(RunFolder run) {
    return new PredictionArchive(run.home().resolve("predictions").resolve(run.pipeline()));
  }

  /// Keeps a batch. The same one again changes no byte: the moment is that of the first time.
  ///
  /// @param rows the file that `batch` describes
  public void keep(ScoredBatch batch, Path rows) throws IOException {
    Path place = folder.resolve(batch.batch());
    Path said = place.resolve(BATCH);
    Path kept = place.resolve(ROWS);
    boolean same = Files.exists(said) && batch.sameButForTime(Json.read(said, ScoredBatch.class));
    if (!same || !isWhole(kept, batch.rows())) {
      Durable.share(kept, rows);
    }
    if (!same) {
      Durable.replace(said, Json.bytes(batch));
    }
  }

  private static boolean isWhole(Path file, FileDigest digest) throws IOException {
    return Files.exists(file)
        && Files.size(file) == digest.bytes()
        && Digests.of(file).equals(digest);
  }

  /// All batches, the one scored last first.
  public List<ScoredBatch> batches() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .map(batch -> batch.resolve(BATCH))
          .filter(Files::exists)
          .map(file -> Json.read(file, ScoredBatch.class))
          .sorted(
              Comparator.comparing(ScoredBatch::scoredAt)
                  .thenComparing(ScoredBatch::batch)
                  .reversed())
          .toList();
    }
  }

  /// Reads a batch's rows, in the order in which they were scored.
  ///
  /// @throws DataException where they are not those that were kept
  public void read(ScoredBatch batch, Consumer<ScoredRows> rows) throws IOException {
    Path file = folder.resolve(batch.batch()).resolve(ROWS);
    try {
      FileDigest found = Digests.of(file);
      if (!found.equals(batch.rows())) {
        throw new DataException(
            "%s: expected SHA-256 %s as %s says, found %s"
                .formatted(file, batch.rows().sha256(), BATCH, found.sha256()));
      }
    } catch (NoSuchFileException missing) {
      throw new DataException("%s: expected the batch's rows, found none".formatted(file), missing);
    }
    try (TableReader table = TableReader.open(file)) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        rows.accept(ScoredRows.of(next.get()));
      }
    }
  }
}
