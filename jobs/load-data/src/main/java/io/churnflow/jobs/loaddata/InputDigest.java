package io.churnflow.jobs.loaddata;

import io.churnflow.runtime.Digests;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// SHA-256 of an input, taken on a thread of its own while the next bytes are read.
final class InputDigest implements AutoCloseable {
  private final MessageDigest digest = Digests.digest();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("digest").factory());
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  /// Takes the next bytes, from `from` to before `to`, after those given before.
  void add(byte[] bytes, int from, int to) {
    last = CompletableFuture.runAsync(() -> digest.update(bytes, from, to - from), thread);
  }

  /// Done once all bytes given so far have been taken.
  CompletableFuture<Void> taken() {
    return last;
  }

  /// The digest in hex digits; to be asked once, at the end.
  String sha256() {
    last.join();
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
