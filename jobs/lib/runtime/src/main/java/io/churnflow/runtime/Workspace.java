package io.churnflow.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The place beside a step's folder, or another that is made whole, where a try does its work
/// before one rename makes it that folder.
///
/// A try holds a lock on a file beside its temporary folder for as long as it lives. Who finds such
/// a file and can lock it knows that its try is dead, and removes both.
final class Workspace {
  private static final String LOCK = ".lock";

  private final Path target;
  private final Path parent;
  private final String prefix;

  Workspace(Path target) throws IOException {
    this.target = target;
    this.parent = Durable.parent(target);
    this.prefix = "." + target.getFileName() + ".";
    Files.createDirectories(parent);
  }

  /// Removes what killed tries have left.
  void removeLeftovers() throws IOException {
    for (Path lockFile : locks()) {
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
          FileLock lock = tryLock(channel)) {
        if (lock != null) {
          Durable.delete(folderOf(lockFile));
          Files.deleteIfExists(lockFile);
        }
      } catch (java.nio.file.NoSuchFileException finished) {
        continue; // its try ended in this moment
      }
    }
  }

  private List<Path> locks() throws IOException {
    try (Stream<Path> found = Files.list(parent)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .filter(path -> path.getFileName().toString().endsWith(LOCK))
          .sorted()
          .toList();
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException held) {
      return null; // by another try in this very process
    }
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  /// Opens a temporary folder of its own for this try.
  Temporary open() throws IOException {
    Path folder = parent.resolve(prefix + UUID.randomUUID() + ".tmp");
    Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK);
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.createDirectory(folder);
    return new Temporary(folder, lockFile, channel);
  }

  /// A try's temporary folder; closing removes what was not published.
  final class Temporary implements AutoCloseable {
    private final Path folder;
    private final Path lockFile;
    private final FileChannel channel;

    private Temporary(Path folder, Path lockFile, FileChannel channel) {
      this.folder = folder;
      this.lockFile = lockFile;
      this.channel = channel;
    }

    Path folder() {
      return folder;
    }

    /// Makes the folder the step's.
    ///
    /// @param sameIsThere whether another try has published the same work meanwhile
    /// @return false where it has, so that this try's folder is not needed
    boolean publish(BooleanSupplier sameIsThere) throws IOException {
      return adopt(folder, sameIsThere);
    }

    @Override
    public void close() throws IOException {
      if (Files.exists(folder)) {
        Durable.delete(folder);
      }
      Files.deleteIfExists(lockFile);
      channel.close();
    }
  }

  /// Makes a filled folder on the same volume the target, by one rename.
  ///
  /// @param sameIsThere whether the target holds the same already
  /// @return false where it does
  boolean adopt(Path folder, BooleanSupplier sameIsThere) throws IOException {
    while (true) {
      if (sameIsThere.getAsBoolean()) {
        return false;
      }
      if (Files.exists(target)) {
        supersede();
      }
      if (renamed(folder)) {
        Durable.sync(parent);
        return true;
      }
    }
  }

  private boolean renamed(Path folder) throws IOException {
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (AtomicMoveNotSupportedException impossible) {
      throw impossible;
    } catch (FileSystemException taken) {
      if (!Files.exists(target)) {
        throw taken;
      }
      return false; // another try was quicker
    }
  }

  private void supersede() throws IOException {
    Path aside = parent.resolve(".superseded");
    Files.createDirectories(aside);
    for (int n = 1; ; n++) {
      Path place = aside.resolve(target.getFileName() + "-" + n);
      if (!Files.exists(place)) {
        try {
          Files.move(target, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.NoSuchFileException gone) {
          return; // another try has moved it
        }
        Durable.sync(aside);
        return;
      }
    }
  }
}
