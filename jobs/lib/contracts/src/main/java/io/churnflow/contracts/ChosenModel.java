package io.churnflow.contracts;

/// The version that a run scores with, `model-version.json`: chosen once, so that every task and
/// every try uses the same.
///
/// @param production the version
/// @param resolved `registry`, or `cached` where MLflow did not answer and the last version known
///   was taken
public record ChosenModel(ProductionModel production, String resolved) {
  /// Its name in the run's folder.
  public static final String FILE = "model-version.json";
}
