package io.churnflow.runtime.archive;

import io.churnflow.contracts.Moments;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.KeptRecords;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The outcomes that a pipeline's runs have been given, on the shared volume: for each file, by its
/// digest, `labels/<pipeline>/<sha256>.arrow` and, written last, `<sha256>.json`.
///
/// @param folder of the pipeline's files
public record LabelStore(Path folder) {
  public static final String ID = "id";
  public static final String BATCH = "batch";
  public static final String LEFT = "left";

  private static final String SAID = ".json";

  public static LabelStore of(RunFolder run) {
    return new LabelStore(run.home().resolve("labels").resolve(run.pipeline()));
  }

  /// What is said of a file.
  ///
  /// @param sha256 of the CSV
  /// @param input as the run that brought it named it
  /// @param runId that run
  /// @param receivedAt when it came, ISO-8601 in UTC
  /// @param unlabelled its rows that say of no outcome, which are not kept
  public record Received(
      String sha256, String input, String runId, String receivedAt, long unlabelled) {
    /// @throws IllegalArgumentException where `receivedAt` is no moment
    public Received {
      receivedAt = Moments.expect("received_at", receivedAt);
    }
  }

  /// A file's outcomes.
  ///
  /// @param received what is said of the file
  /// @param labels in its order
  public record Kept(Received received, List<Label> labels) {
    public Kept {
      labels = List.copyOf(labels);
    }

    /// @throws DataException for a table of other columns
    public static Kept of(Received received, Table table) {
      return new Kept(received, LabelStore.labels(table, received));
    }
  }

  /// Those that had come by then, the first first.
  ///
  /// @param moment ISO-8601 in UTC
  /// @param warnings takes what is damaged, and left out; the same file of outcomes, given again,
  ///   takes its place
  public List<Received> receivedBy(String moment, Consumer<String> warnings) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      Stream<Path> files =
          found.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}\\.json"));
      return KeptRecords.read(files, Received.class, warnings).stream()
          .filter(file -> file.receivedAt().compareTo(moment) <= 0)
          .sorted(Comparator.comparing(Received::receivedAt).thenComparing(Received::sha256))
          .toList();
    }
  }

  /// Keeps a file's outcomes; one that is there already, and whole, stays as it is.
  ///
  /// @param table a file of them
  public void keep(Received received, Path table) throws IOException {
    Path said = folder.resolve(received.sha256() + SAID);
    Optional<Received> before = KeptRecords.read(said, Received.class, damaged -> {});
    if (before.isEmpty() || readable(before.get(), damaged -> {}).isEmpty()) {
      Durable.replace(rows(received), table);
      Durable.replace(said, Json.bytes(received));
    }
  }

  /// A kept file's outcomes, where its rows are whole.
  ///
  /// @param warnings takes that they are damaged
  public Optional<Kept> readable(Received received, Consumer<String> warnings) {
    try {
      return Optional.of(read(received));
    } catch (DataException damaged) {
      warnings.accept(
          "outcomes of %s, received at %s, are left out: %s; give the same file again, or take %s and .arrow away"
              .formatted(
                  received.input(),
                  received.receivedAt(),
                  damaged.getMessage(),
                  received.sha256() + SAID));
      return Optional.empty();
    }
  }

  /// A kept file's outcomes.
  ///
  /// @throws DataException where its rows are damaged
  public Kept read(Received received) {
    return Kept.of(received, ArrowTables.read(rows(received)));
  }

  private static List<Label> labels(Table table, Received received) {
    if (!(table.find(ID).orElse(null) instanceof TextColumn ids)
        || !(table.find(BATCH).orElse(null) instanceof TextColumn batches)
        || !(table.find(LEFT).orElse(null) instanceof NumberColumn left)) {
      throw new DataException(
          "outcomes %s: expected texts, texts and booleans".formatted(received.sha256()));
    }
    double day = Days.of(received.receivedAt());
    List<Label> labels = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      String id = ids.values()[row];
      if (id != null) {
        labels.add(new Label(id, batches.values()[row], left.values()[row] == 1, day));
      }
    }
    return labels;
  }

  private Path rows(Received received) {
    return folder.resolve(received.sha256() + ".arrow");
  }
}
