package io.churnflow.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A file's content on the disk, beside the file, before it takes its name.
///
/// The writer holds a lock on it for as long as it lives: who finds a draft and can lock it knows
/// that its writer is dead, and removes it.
///
/// @param path where it is
/// @param channel holds the lock
record Draft(Path path, FileChannel channel) implements AutoCloseable {
  private static final String END = ".tmp";

  /// What is to be in a file.
  @FunctionalInterface
  interface Content {
    /// Writes it.
    void into(FileChannel channel) throws IOException;

    /// These bytes.
    static Content of(byte[] bytes) {
      return channel -> {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      };
    }

    /// What is in another file, which is not read into memory.
    static Content copyOf(Path source) {
      return channel -> FileBytes.append(source, channel);
    }
  }

  /// Writes a draft of a file, after removing those that killed writers have left. One that cannot
  /// be written whole is removed at once: it may be what fills the disk.
  static Draft write(Path file, Content content) throws IOException {
    Path path = next(file);
    Draft draft =
        new Draft(
            path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    try {
      draft.lock();
      content.into(draft.channel);
      draft.channel.force(true);
      return draft;
    } catch (IOException | RuntimeException | Error failed) {
      draft.removeAfter(failed);
      throw failed;
    }
  }

  private void removeAfter(Throwable failed) {
    try {
      close();
    } catch (IOException also) {
      failed.addSuppressed(also);
    }
  }

  /// Gives another file's bytes a second name beside the file, after the same removing. Nobody
  /// holds a lock on it: who finds it may remove it, and its maker then has to go another way.
  static Path link(Path file, Path source) throws IOException {
    return Files.createLink(next(file), source);
  }

  /// A name for a draft, of which there is none yet.
  private static Path next(Path file) throws IOException {
    Files.createDirectories(Durable.parent(file));
    removeLeftovers(file);
    return Durable.parent(file).resolve(prefix(file) + UUID.randomUUID() + END);
  }

  private void lock() throws IOException {
    try {
      channel.lock();
    } catch (OverlappingFileLockException taken) {
      // Another thread of this process is just about to remove it.
      throw new NoSuchFileException(path.toString());
    }
  }

  /// Removes the drafts of a file that killed writers have left.
  static void removeLeftovers(Path file) throws IOException {
    for (Path draft : drafts(file)) {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          Files.deleteIfExists(draft);
        }
      } catch (NoSuchFileException | OverlappingFileLockException alive) {
        continue; // finished in this moment, or written by another thread of this process
      }
    }
  }

  private static List<Path> drafts(Path file) throws IOException {
    try (Stream<Path> beside = Files.list(Durable.parent(file))) {
      return beside
          .filter(path -> path.getFileName().toString().startsWith(prefix(file)))
          .filter(path -> path.getFileName().toString().endsWith(END))
          .toList();
    }
  }

  private static String prefix(Path file) {
    return "." + file.getFileName() + ".";
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }
}
