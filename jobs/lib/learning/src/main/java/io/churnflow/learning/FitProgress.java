package io.churnflow.learning;

/// Told of every finished step of a fit, from several threads at once. A fit has [Learner#steps()]
/// of them.
@FunctionalInterface
public interface FitProgress {
  /// One step more is done.
  void step();

  /// Tells nobody.
  static FitProgress none() {
    return () -> {};
  }
}
