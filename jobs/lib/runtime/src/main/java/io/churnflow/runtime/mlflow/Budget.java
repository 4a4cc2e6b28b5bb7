package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.UnavailableException;
import java.time.Duration;
import java.util.function.Supplier;

/// The time that one job has for MLflow in all, from this object's making on. Threads may share it.
///
/// A single small call may take a quarter of it, and nothing is begun again after half of it: a
/// server that restarts is waited for, one that stays away is reported well before the limit.
final class Budget {
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 4_000;

  private final Duration total;
  private final long started = System.nanoTime();

  Budget(Duration total) {
    this.total = total;
  }

  /// What is left; zero when it is spent.
  Duration remaining() {
    Duration left = total.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// How long one small call may take.
  Duration attempt() {
    Duration quarter = total.dividedBy(4);
    Duration left = remaining();
    return quarter.compareTo(left) < 0 ? quarter : left;
  }

  /// Repeats what is safe to repeat while MLflow is unavailable, with growing pauses.
  ///
  /// @throws UnavailableException the last one, when half of the time has gone
  <T> T repeat(Supplier<T> call) {
    for (int tries = 0; ; tries++) {
      try {
        return call.get();
      } catch (UnavailableException unavailable) {
        if (!pause(tries)) {
          throw unavailable;
        }
      }
    }
  }

  /// Waits before another try.
  ///
  /// @param tries how many pauses there have been
  /// @return false, at once, where no time is left for another try
  boolean pause(int tries) {
    long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 10));
    if (elapsed().plusMillis(millis).compareTo(total.dividedBy(2)) >= 0) {
      return false;
    }
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
