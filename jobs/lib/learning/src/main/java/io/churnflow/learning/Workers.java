package io.churnflow.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Threads for independent tasks. Tasks may start tasks of their own on the same threads (folds,
/// and trees within a fold).
///
/// Results come back in the order of the tasks, so what is computed does not depend on the number
/// of threads.
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ForkJoinPool pool;

  /// @param threads at least 1; with 1 everything runs in the calling thread
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
    }
    this.threads = threads;
    this.pool = new ForkJoinPool(threads);
  }

  /// Number of threads.
  public int threads() {
    return threads;
  }

  /// Runs tasks 0 to `count` - 1.
  ///
  /// @return their results, by number
  public <T> List<T> map(int count, IntFunction<T> task) {
    if (threads == 1 || count == 1) {
      return IntStream.range(0, count).mapToObj(task).toList();
    }
    List<ForkJoinTask<T>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      tasks.add(ForkJoinTask.adapt(() -> task.apply(number)));
    }
    if (pool.equals(ForkJoinTask.getPool())) {
      ForkJoinTask.invokeAll(tasks);
    } else {
      pool.submit(() -> ForkJoinTask.invokeAll(tasks)).join();
    }
    return tasks.stream().map(ForkJoinTask::join).toList();
  }

  /// Runs tasks 0 to `count` - 1 for their effects, which must not touch each other's data.
  public void run(int count, IntConsumer task) {
    if (threads == 1 || count == 1) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    map(
        count,
        number -> {
          task.accept(number);
          return number;
        });
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
