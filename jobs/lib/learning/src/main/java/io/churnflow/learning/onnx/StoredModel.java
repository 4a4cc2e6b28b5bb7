package io.churnflow.learning.onnx;

import io.churnflow.contracts.Table;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.calibration.Calibration;
import java.util.Arrays;

/// A model as its file holds it: everything that scoring needs.
///
/// @param model encoders and weights or trees
/// @param calibration from the model's scores to probabilities
/// @param algorithm the learner's name
/// @param threshold a row is predicted positive where its calibrated probability is at least this;
///   in [0, 1]
/// @param contractSha256 digest of the data contract it was trained under, 64 hex digits
public record StoredModel(
    FittedModel model,
    Calibration calibration,
    String algorithm,
    double threshold,
    String contractSha256) {

  public StoredModel {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold: expected a number from 0 to 1, found " + threshold);
    }
    if (!contractSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "contract digest: expected 64 hex digits, found '" + contractSha256 + "'");
    }
  }

  /// The churn probability of each row, calibrated. Columns may stand in any order, and others may
  /// be there too.
  ///
  /// @throws IllegalArgumentException where a feature column is missing or of another kind
  public double[] probabilities(Table table) {
    return calibrated(scores(table));
  }

  /// What the model itself gives for each row, before calibration, in [0, 1].
  ///
  /// @throws IllegalArgumentException as [#probabilities]
  public double[] scores(Table table) {
    return model.probabilities(
        FeatureTable.of(table, model.features().stream().map(Feature::name).toList()));
  }

  /// The probabilities that scores become.
  ///
  /// @param scores one a row, as [#scores] gives them
  public double[] calibrated(double[] scores) {
    return Arrays.stream(scores).map(calibration::apply).toArray();
  }
}
