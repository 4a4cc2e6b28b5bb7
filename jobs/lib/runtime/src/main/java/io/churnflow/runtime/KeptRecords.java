package io.churnflow.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads records that many runs have left on the shared volume: a damaged one does not keep the
/// others from being read. It is left out, and told of.
public final class KeptRecords {
  private KeptRecords() {}

  /// @param files in any order
  /// @param warnings takes a sentence for each that is damaged
  public static <T> List<T> read(Stream<Path> files, Class<T> type, Consumer<String> warnings) {
    return files.flatMap(file -> read(file, type, warnings).stream()).toList();
  }

  /// One of them, where it is there and whole.
  public static <T> Optional<T> read(Path file, Class<T> type, Consumer<String> warnings) {
    if (!Files.exists(file)) {
      return Optional.empty(); // housekeeping has taken it meanwhile
    }
    try {
      return Optional.of(Json.read(file, type));
    } catch (UsageException | DataException damaged) {
      warnings.accept(
          "left out, since it is damaged: %s: put it back from a backup, or take it away"
              .formatted(damaged.getMessage()));
      return Optional.empty();
    }
  }
}
