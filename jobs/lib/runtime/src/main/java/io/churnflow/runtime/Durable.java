package io.churnflow.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// File operations that leave all or nothing behind, also when the machine stops.
public final class Durable {
  private static final int MOST_TRIES = 100;

  private Durable() {}

  /// Puts a file in place of whatever is there, in one rename.
  public static void replace(Path file, byte[] bytes) throws IOException {
    replace(file, Draft.Content.of(bytes));
  }

  /// Puts a copy of a file in place of whatever is there, in one rename.
  public static void replace(Path file, Path source) throws IOException {
    replace(file, Draft.Content.copyOf(source));
  }

  /// Puts a file that nobody writes into in place of whatever is there, in one rename: as a second
  /// name of the same bytes, or as a copy where the file system has no such thing.
  public static void share(Path file, Path source) throws IOException {
    try {
      Path name = Draft.link(file, source);
      try {
        Files.move(name, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        // Where both were names of the same bytes before, a rename does nothing.
        Files.deleteIfExists(name);
      }
      sync(parent(file));
    } catch (UnsupportedOperationException | FileSystemException impossible) {
      replace(file, source);
    }
  }

  static void replace(Path file, Draft.Content content) throws IOException {
    for (int tries = 1; ; tries++) {
      try (Draft draft = Draft.write(file, content)) {
        Files.move(
            draft.path(),
            file,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
        sync(parent(file));
        return;
      } catch (NoSuchFileException taken) {
        mayRepeat(tries, file, taken);
      }
    }
  }

  /// Puts a file in place unless one is there: of several writers the first wins.
  ///
  /// @return whether it was this one
  public static boolean create(Path file, byte[] bytes) throws IOException {
    for (int tries = 1; !Files.exists(file); tries++) {
      try (Draft draft = Draft.write(file, Draft.Content.of(bytes))) {
        Files.createLink(file, draft.path());
        sync(parent(file));
        return true;
      } catch (FileAlreadyExistsException | NoSuchFileException first) {
        mayRepeat(tries, file, first);
      }
    }
    Draft.removeLeftovers(file);
    return false;
  }

  /// Makes a folder with all that is written into it, or none: it is filled beside its place, and
  /// put there in one rename.
  ///
  /// @throws FileAlreadyExistsException where something is there already
  public static void createFolder(Path folder, Filling filling) throws IOException {
    Workspace workspace = new Workspace(folder);
    workspace.removeLeftovers();
    try (Workspace.Temporary temporary = workspace.open()) {
      filling.fill(temporary.folder());
      new Output(temporary.folder()).sync();
      if (!temporary.publish(() -> Files.exists(folder))) {
        throw new FileAlreadyExistsException(folder.toString());
      }
    }
  }

  /// Writes a folder's files.
  @FunctionalInterface
  public interface Filling {
    /// @param folder an empty one
    void fill(Path folder) throws IOException;
  }

  /// Where the folder is still there, another writer of the same file has taken our draft for a
  /// leftover: once more.
  private static void mayRepeat(int tries, Path file, IOException failed) throws IOException {
    if (tries == MOST_TRIES || !Files.isDirectory(parent(file))) {
      throw failed;
    }
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
