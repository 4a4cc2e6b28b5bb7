package io.churnflow.runtime.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Waits for several answers of the server at once instead of one after the other.
public final class Together {
  private Together() {}

  /// Maps each item on a thread of its own.
  ///
  /// @return the results in the items' order
  /// @throws RuntimeException the first item's that failed, when all have ended
  public static <T, R> List<R> map(List<T> items, Function<T, R> function) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures =
          items.stream().map(item -> threads.submit(() -> function.apply(item))).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(result(future));
      }
      return results;
    }
  }

  /// Runs all of them, each on a thread of its own.
  public static void run(List<Runnable> tasks) {
    map(
        tasks,
        task -> {
          task.run();
          return Boolean.TRUE;
        });
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
