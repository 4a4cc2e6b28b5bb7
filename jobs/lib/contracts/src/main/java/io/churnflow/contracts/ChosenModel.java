package io.churnflow.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The versions that a run scores with, `model-version.json`: chosen once, so that every task and
/// every try uses the same.
///
/// @param production the version in production
/// @param resolved `registry`, or `cached` where MLflow did not answer and the last version known
///   was taken
/// @param challengers those that are tried beside it
public record ChosenModel(
    ProductionModel production,
    String resolved,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Challenger> challengers) {
  /// Its name in the run's folder.
  public static final String FILE = "model-version.json";

  public ChosenModel {
    challengers = challengers == null ? List.of() : List.copyOf(challengers);
  }

  /// A version that is tried.
  ///
  /// @param arm the alias that it had
  /// @param version which it is
  public record Challenger(String arm, ProductionModel version) {}
}
