package io.churnflow.runtime;

import java.util.concurrent.atomic.AtomicLong;

/// Tells on standard error how far a long piece of work is: nothing in its first two seconds, then
/// a line every two seconds at most. May be called from several threads.
public final class Progress {
  private static final long INTERVAL_NANOS = 2_000_000_000L;

  private final Messages messages;
  private final String what;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong next = new AtomicLong(System.nanoTime() + INTERVAL_NANOS);

  Progress(Messages messages, String what, long total) {
    this.messages = messages;
    this.what = what;
    this.total = total;
  }

  /// One part more is done.
  public void step() {
    long now = done.incrementAndGet();
    long due = next.get();
    long time = System.nanoTime();
    if (time - due >= 0 && next.compareAndSet(due, time + INTERVAL_NANOS)) {
      messages.progress(what, now, total);
    }
  }
}
