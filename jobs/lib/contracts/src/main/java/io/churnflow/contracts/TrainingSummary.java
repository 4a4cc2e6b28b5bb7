package io.churnflow.contracts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What train-model says of its candidate, `training.json`.
///
/// @param algorithm the candidate's name
/// @param parameters every parameter as used, defaults included, as text
/// @param seed seed of folds and model
/// @param folds number of folds
/// @param features feature columns, in the model's order
/// @param threshold chosen on out-of-fold predictions
/// @param outOfFold metrics of the out-of-fold predictions of all training rows
/// @param modelSha256 digest of `model.onnx`
/// @param calibration of the scores
/// @param search for parameters
/// @param leaks signs of a leak
/// @param profit out of fold; null where the threshold's rule is not `profit`
public record TrainingSummary(
    String algorithm,
    Map<String, String> parameters,
    long seed,
    int folds,
    List<String> features,
    double threshold,
    ClassMetrics outOfFold,
    String modelSha256,
    CalibrationSummary calibration,
    SearchSummary search,
    LeakSummary leaks,
    @Nullable ProfitCurve profit) {

  public TrainingSummary {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    features = List.copyOf(features);
  }
}
