package io.churnflow.runtime.mlflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A job's turn to look for what it would create, and to create it. MLflow's runs and models have
/// no unique name, so that two tries of one task would both find nothing, and create two; but they
/// share the run's folder, and so a file to lock.
final class Turn {
  private static final String FILE = ".mlflow";

  private final Optional<Path> file;
  private final Budget budget;
  private final ReentrantLock threads = new ReentrantLock();

  private Turn(Optional<Path> file, Budget budget) {
    this.file = file;
    this.budget = budget;
  }

  /// Among the jobs that work in this folder.
  ///
  /// @param budget of the waiting; a try that hangs is not waited for any longer
  static Turn in(Path folder, Budget budget) {
    return new Turn(Optional.of(folder.resolve(FILE)), budget);
  }

  /// Where nobody else is about.
  static Turn free(Budget budget) {
    return new Turn(Optional.empty(), budget);
  }

  /// Does it while no other try does.
  <T> T alone(Supplier<T> work) {
    if (file.isEmpty()) {
      return work.get();
    }
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      await(channel);
      return work.get();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      threads.unlock();
    }
  }

  private void await(FileChannel channel) throws IOException {
    int tries = 0;
    while (!locked(channel) && budget.pause(tries)) {
      tries++;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null; // until the channel is closed
    } catch (OverlappingFileLockException held) {
      return false; // by another part of this very process
    }
  }
}
