package io.churnflow.runtime.archive;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.KeptRecords;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A pipeline's past predictions on the shared volume: `predictions/<pipeline>/<batch>/`, the rows
/// in `scored.arrow`, where a training may use them what the customers looked like in
/// `features.arrow`, and, written last, what they are in `batch.json`.
///
/// Run folders go, and with them what was predicted then; outcomes come months later.
///
/// @param folder of all batches of the pipeline
public record PredictionArchive(Path folder) {
  /// The file of rows.
  public static final String ROWS = "scored.arrow";

  /// The file of what the customers looked like when they were scored, where that is kept.
  public static final String FEATURES = "features.arrow";

  private static final String BATCH = "batch.json";

  /// All batches of a pipeline.
  ///
  /// @param whole the one scored last first
  /// @param damaged names of those of which it cannot be told when they were scored, nor whom
  public record Batches(List<ScoredBatch> whole, List<String> damaged) {
    public Batches {
      whole = List.copyOf(whole);
      damaged = List.copyOf(damaged);
    }
  }

  /// The archive of a run's pipeline.
  public static PredictionArchive of(RunFolder run) {
    return new PredictionArchive(run.home().resolve("predictions").resolve(run.pipeline()));
  }

  /// Keeps a batch, and what its customers looked like. The same one again changes no byte: the
  /// moment is that of the first time.
  ///
  /// @param rows the file that `batch` describes
  /// @param features likewise, where `batch` has them
  public void keep(ScoredBatch batch, Path rows, Optional<Path> features) throws IOException {
    Path said = file(batch, BATCH);
    boolean same =
        KeptRecords.read(said, ScoredBatch.class, damaged -> {})
            .filter(batch::sameButForTime)
            .isPresent();
    share(same, file(batch, ROWS), batch.rows(), rows);
    FileDigest described = batch.features();
    if (described != null && features.isPresent()) {
      share(same, file(batch, FEATURES), described, features.get());
    }
    if (!same) {
      Durable.replace(said, Json.bytes(batch));
    }
  }

  private static void share(boolean same, Path kept, FileDigest digest, Path source)
      throws IOException {
    if (!same || !isWhole(kept, digest)) {
      Durable.share(kept, source);
    }
  }

  private Path file(ScoredBatch batch, String name) {
    return folder.resolve(batch.batch()).resolve(name);
  }

  private static boolean isWhole(Path file, FileDigest digest) throws IOException {
    return Files.exists(file)
        && Files.size(file) == digest.bytes()
        && Digests.of(file).equals(digest);
  }

  /// All batches.
  ///
  /// @param warnings takes a sentence for each that is damaged
  public Batches batches(Consumer<String> warnings) throws IOException {
    List<ScoredBatch> whole = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (Path said : said()) {
      Optional<ScoredBatch> batch =
          KeptRecords.read(
              said,
              ScoredBatch.class,
              text -> {
                damaged.add(folder.relativize(said).getName(0).toString());
                warnings.accept(
                    "batch " + text + ", or run the publish-predictions of its run again");
              });
      batch.ifPresent(whole::add);
    }
    whole.sort(
        Comparator.comparing(ScoredBatch::scoredAt).thenComparing(ScoredBatch::batch).reversed());
    return new Batches(whole, damaged);
  }

  private List<Path> said() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(batch -> batch.resolve(BATCH)).filter(Files::exists).sorted().toList();
    }
  }

  /// Reads a batch's rows, in the order in which they were scored.
  ///
  /// @throws DataException where they are not those that were kept
  public void read(ScoredBatch batch, Consumer<ScoredRows> rows) throws IOException {
    try (TableReader table = open(file(batch, ROWS), batch.rows())) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        rows.accept(ScoredRows.of(next.get()));
      }
    }
  }

  /// Opens what a batch's customers looked like when they were scored, in that order; nothing where
  /// it was not kept.
  ///
  /// @throws DataException where it is not what was kept
  public Optional<TableReader> features(ScoredBatch batch) throws IOException {
    FileDigest described = batch.features();
    return described == null
        ? Optional.empty()
        : Optional.of(open(file(batch, FEATURES), described));
  }

  private static TableReader open(Path file, FileDigest described) throws IOException {
    try {
      FileDigest found = Digests.of(file);
      if (!found.equals(described)) {
        throw new DataException(
            "%s: expected SHA-256 %s as %s says, found %s"
                .formatted(file, described.sha256(), BATCH, found.sha256()));
      }
    } catch (NoSuchFileException missing) {
      throw new DataException("%s: expected the batch's rows, found none".formatted(file), missing);
    }
    return TableReader.open(file);
  }
}
