package io.churnflow.learning;

/// What a fit is given besides data and parameters.
///
/// @param seed of everything random; the same seed gives the same model
/// @param workers threads
/// @param progress told of finished steps
public record FitContext(long seed, Workers workers, Progress progress) {

  /// The same threads and listener with a seed of its own for each number.
  public FitContext derive(long number) {
    return new FitContext(Randomness.derive(seed, number), workers, progress);
  }
}
