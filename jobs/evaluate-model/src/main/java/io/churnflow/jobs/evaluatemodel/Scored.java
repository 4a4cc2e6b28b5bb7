package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Table;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Predictions;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import java.util.Arrays;

/// A candidate and its probabilities for the hold-out.
///
/// @param candidate the candidate
/// @param raw what the model itself says, one a row
/// @param published the probabilities after calibration, one a row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record Scored(Candidate candidate, double[] raw, double[] published) {

  /// @throws DataException where the hold-out lacks what the model needs
  static Scored of(Candidate candidate, Table holdout, Workers workers) {
    StoredModel stored = candidate.model();
    try {
      double[] raw = stored.scores(holdout, workers);
      return new Scored(candidate, raw, stored.calibrated(raw));
    } catch (IllegalArgumentException other) {
      throw new DataException(
          "candidate %s on the hold-out: %s"
              .formatted(candidate.summary().algorithm(), other.getMessage()),
          other);
    }
  }

  Predictions predictions() {
    return new Predictions(published, candidate.model().threshold());
  }

  boolean calibrated() {
    return !Arrays.equals(raw, published);
  }
}
