package io.churnflow.runtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Pieces of work on several threads, whose results are taken in the order in which the pieces were
/// given, so that nothing depends on the number of threads. So few are on the way at once that
/// memory does not grow with their number.
///
/// @param <T> a piece's result
public final class InOrder<T> implements AutoCloseable {
  private final int most;
  private final Taker<T> taker;
  private final ArrayDeque<Future<T>> pieces = new ArrayDeque<>();
  private final ExecutorService pool;

  /// What is done with a result, in the thread that gives the pieces.
  @FunctionalInterface
  public interface Taker<T> {
    /// Takes the result of the next piece.
    void take(T result) throws IOException;
  }

  /// @param threads at least 1
  public InOrder(int threads, Taker<T> taker) {
    this.most = threads + 2;
    this.taker = taker;
    this.pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
  }

  /// Gives a piece of work, and takes the results that are ready or in the way.
  ///
  /// @throws IOException as the taker or a piece throws it; so for other exceptions
  public void give(Callable<T> piece) throws IOException {
    pieces.add(pool.submit(piece));
    while (!pieces.isEmpty() && (pieces.size() >= most || pieces.element().isDone())) {
      takeOne();
    }
  }

  /// Takes all results that are left.
  public void finish() throws IOException {
    while (!pieces.isEmpty()) {
      takeOne();
    }
  }

  private void takeOne() throws IOException {
    try {
      taker.take(pieces.remove().get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException io -> throw io;
        case RuntimeException other -> throw other;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }

  /// Stops what is still on the way, and waits until it has.
  @Override
  public void close() {
    pool.shutdownNow();
    pool.close();
  }
}
