package io.churnflow.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tells what a person can mend about a file system from what nobody foresaw: a full disk may be
/// freed, so that trying again helps; a folder that cannot be written, or a file in a folder's
/// place, stays as it is until somebody changes it.
final class FileTrouble {
  /// As the operating system says it.
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded");

  private static final List<String> UNFIT =
      List.of(
          "Permission denied",
          "Read-only file system",
          "Not a directory",
          "Is a directory",
          "File name too long",
          "Too many levels of symbolic links");

  private FileTrouble() {}

  /// The error that ends the job, where the file system is the cause.
  ///
  /// @param home the shared volume, as the environment has it
  static Optional<JobException> of(Throwable thrown, Optional<String> home) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<JobException> trouble =
          cause instanceof IOException failed ? of(failed, home) : Optional.empty();
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    return Optional.empty();
  }

  /// The error that ends the job, or the part of it that can do without, where a file cannot be
  /// read.
  ///
  /// @param what the file, as the error names it
  /// @return a [UsageException] where it will not be there until somebody changes that; what a
  ///   network volume cannot give for a moment is an [UncheckedIOException], so that the task is
  ///   tried again
  static RuntimeException ofReading(String what, IOException failed) {
    String said = "%s: cannot be read: %s";
    Optional<String> lasting =
        failed instanceof NoSuchFileException ? Optional.of("no such file") : unfit(failed);
    return lasting
        .<RuntimeException>map(reason -> new UsageException(said.formatted(what, reason), failed))
        .orElseGet(
            () -> new UncheckedIOException(said.formatted(what, failed.getMessage()), failed));
  }

  private static Optional<JobException> of(IOException failed, Optional<String> home) {
    String message = String.valueOf(failed.getMessage());
    Optional<String> full = FULL.stream().filter(message::contains).findFirst();
    if (full.isPresent()) {
      return Optional.of(
          new UnavailableException(
              "%s: %s: free some, then run this again".formatted(place(failed, home), full.get()),
              failed));
    }
    return unfit(failed)
        .map(reason ->
            new UsageException(
                "%s: expected a place that can be read and written, found: %s"
                    .formatted(place(failed, home), reason),
                failed));
  }

  private static String place(IOException failed, Optional<String> home) {
    String file = failed instanceof FileSystemException known ? known.getFile() : null;
    return file != null
        ? file
        : home.map(given -> "the file system of " + given).orElse("the file system");
  }

  /// What stays as it is until somebody changes it.
  private static Optional<String> unfit(IOException failed) {
    String message = String.valueOf(failed.getMessage());
    return switch (failed) {
      case AccessDeniedException unused -> Optional.of("Permission denied");
      case FileAlreadyExistsException there when Files.isRegularFile(Path.of(there.getFile())) ->
          Optional.of("a file in the place of a folder");
      case NotDirectoryException unused -> Optional.of("Not a directory");
      default -> UNFIT.stream().filter(message::contains).findFirst();
    };
  }
}
