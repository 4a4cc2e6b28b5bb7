package io.churnflow.learning;

/// What a fit is given besides data and parameters.
///
/// @param seed of everything random; the same seed gives the same model
/// @param workers threads
/// @param progress told of finished steps
/// @param parting of the table's rows, where a fit sets some aside
public record FitContext(long seed, Workers workers, FitProgress progress, Parting parting) {

  /// For rows that have nothing to do with each other.
  public FitContext(long seed, Workers workers, FitProgress progress) {
    this(seed, workers, progress, Parting.STRATIFIED);
  }

  /// The same with a seed of its own for each number.
  public FitContext derive(long number) {
    return new FitContext(Randomness.derive(seed, number), workers, progress, parting);
  }
}
