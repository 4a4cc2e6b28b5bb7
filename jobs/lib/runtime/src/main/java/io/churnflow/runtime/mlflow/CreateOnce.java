package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.UnavailableException;
import java.util.Optional;
import java.util.function.Supplier;

/// Creates what must not double: it is looked for first, and again after any doubt whether a
/// creation happened.
final class CreateOnce {
  private CreateOnce() {}

  /// What is there, or what was created.
  ///
  /// @param find looks for it; repeats itself
  /// @param create creates it, sent once
  static <T> T of(Budget budget, Supplier<Optional<T>> find, Supplier<T> create) {
    for (int tries = 0; ; tries++) {
      Optional<T> found = find.get();
      if (found.isPresent()) {
        return found.get();
      }
      try {
        return create.get();
      } catch (UnavailableException doubt) {
        if (!budget.pause(tries)) {
          throw doubt;
        }
      } catch (MlflowError error) {
        // Somebody else was first; the next look finds it.
        if (!error.isAlreadyThere() || !budget.pause(tries)) {
          throw error;
        }
      }
    }
  }
}
