package io.churnflow.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/// File operations that leave all or nothing behind, also when the machine stops.
public final class Durable {
  private Durable() {}

  /// Puts a file in place of whatever is there, in one rename.
  public static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = write(file, bytes);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(parent(file));
  }

  /// Puts a file in place unless one is there: of several writers the first wins.
  ///
  /// @return whether it was this one
  public static boolean create(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file)) {
      removeLeftovers(file);
      return false;
    }
    Path temporary = write(file, bytes);
    try {
      Files.createLink(file, temporary);
      sync(parent(file));
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException first) {
      if (Files.exists(file)) {
        return false;
      }
      throw first;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Removes what writers of this file have left that were killed; one that still lives finds the
  /// file there and gives up.
  private static void removeLeftovers(Path file) throws IOException {
    String prefix = "." + file.getFileName() + ".";
    try (Stream<Path> beside = Files.list(parent(file))) {
      for (Path path : beside.toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(".tmp")) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(parent(file));
    Path temporary =
        parent(file).resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
    sync(temporary);
    return temporary;
  }

  /// Brings a file, or a folder's list of names, to the disk.
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Removes a folder and all in it; another process may be doing the same.
  static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | java.io.UncheckedIOException gone) {
      if (Files.exists(folder)) {
        throw new IOException("cannot remove " + folder, gone);
      }
    }
  }

  static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no folder holds " + path);
    }
    return parent;
  }
}
