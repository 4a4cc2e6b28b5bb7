package io.churnflow.runtime;

import io.churnflow.contracts.FileDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that an earlier step of the run has published.
///
/// @param file where it is
/// @param digest what its manifest says of it
record Published(Path file, FileDigest digest) {
  /// The file's SHA-256, after reading it whole.
  ///
  /// @throws DataException where it is not what was published
  /// @throws UncheckedIOException where it cannot be read at the moment
  String verified() {
    try {
      FileDigest found = Digests.of(file);
      if (!found.equals(digest)) {
        throw new DataException(
            "%s: expected SHA-256 %s (%d bytes) as published, found %s (%d bytes)"
                .formatted(file, digest.sha256(), digest.bytes(), found.sha256(), found.bytes()));
      }
      return found.sha256();
    } catch (NoSuchFileException missing) {
      throw new DataException("%s: published, but no longer there".formatted(file), missing);
    } catch (IOException unreadable) {
      throw FileTrouble.ofReading(file.toString(), unreadable);
    }
  }
}
