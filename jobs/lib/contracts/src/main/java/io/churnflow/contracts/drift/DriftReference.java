package io.churnflow.contracts.drift;

import java.util.List;

/// What a model's data looked like, `drift_reference.json`: the marginals of the columns that it
/// sees, over its training rows, and of its probabilities, over the hold-out rows. No rows, no ids.
///
/// @param format version of the file's format, 1
/// @param modelSha256 digest of the model file that it belongs to
/// @param rows training rows
/// @param salt of the digests of personal texts
/// @param columns the model's columns, in its order
/// @param score the calibrated probabilities of rows that the model has not seen
public record DriftReference(
    int format,
    String modelSha256,
    long rows,
    String salt,
    List<ReferenceColumn> columns,
    ReferenceColumn score) {
  /// The format this code reads and writes.
  public static final int FORMAT = 1;

  /// Its name in the folder of a step and among a run's artifacts.
  public static final String FILE = "drift_reference.json";

  /// @throws IllegalArgumentException for another format
  public DriftReference {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format: expected %d, found %d".formatted(FORMAT, format));
    }
    columns = List.copyOf(columns);
  }
}
