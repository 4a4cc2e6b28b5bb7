package io.churnflow.learning;

/// A table made ready for one learner: numbers are parsed and binned once, whatever the number of
/// folds and trials.
@FunctionalInterface
public interface PreparedTable {
  /// Fits encoder and model on some rows. The same arguments give the same model, whatever the
  /// number of threads.
  ///
  /// @param rows which rows of the table, from 0
  /// @param labels 1 or 0 for every row of the table; only those of `rows` are looked at, and both
  ///   must be there
  FittedModel fit(int[] rows, byte[] labels, FitContext context);
}
