package io.churnflow.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  /// One of them, where it is there and whole: JSON of its record, with a value wherever that must
  /// have one.
  ///
  /// @throws UncheckedIOException where it is there and cannot be read, which tells of no damage
  public static <T> Optional<T> read(Path file, Class<T> type, Consumer<String> warnings) {
    try {
      return Optional.of(whole(file, type));
    } catch (NoSuchFileException gone) {
      return Optional.empty(); // nobody has written it yet, or housekeeping has taken it meanwhile
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (DataException damaged) {
      warnings.accept(
          "left out, since it is damaged: %s: put it back from a backup, or take it away"
              .formatted(damaged.getMessage()));
      return Optional.empty();
    }
  }

  private static <T> T whole(Path file, Class<T> type) throws IOException {
    T read = Json.parse(Files.readAllBytes(file), type, file.toString());
    Optional<String> missing = RecordFields.missing(read);
    if (missing.isPresent()) {
      throw new DataException(
          "%s: %s: expected a value, found none".formatted(file, missing.get()));
    }
    return read;
  }
}
