package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is trained on what, and how the winner is chosen.
///
/// @param input default input CSV, under the allowed roots
/// @param seed seed of folds and models
/// @param folds number of folds for out-of-fold predictions, 2 to 20
/// @param metric chooses the winner, out of fold
/// @param search for better parameters; none where it is left out
/// @param calibration of scores; `auto` where it is left out
/// @param classWeight of rows in a fit; `none` where it is left out
/// @param outcomes of scored customers that are trained on as well; null for none
/// @param models the candidates, distinct by algorithm
public record Training(
    @JsonProperty(required = true) String input,
    long seed,
    @JsonProperty(required = true) int folds,
    @JsonProperty(required = true) Metric metric,
    Search search,
    CalibrationChoice calibration,
    ClassWeight classWeight,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OutcomeWindow outcomes,
    @JsonProperty(required = true) List<ModelSpec> models) {

  public Training {
    Checks.given("metric", metric);
    Checks.text("input", input);
    Checks.require(folds >= 2 && folds <= 20, "folds", "a whole number from 2 to 20", folds);
    search = search == null ? Search.none() : search;
    calibration = calibration == null ? CalibrationChoice.AUTO : calibration;
    classWeight = classWeight == null ? ClassWeight.NONE : classWeight;
    models = List.copyOf(models);
    Checks.require(!models.isEmpty(), "models", "at least one candidate", "none");
    Checks.distinct("models", models.stream().map(ModelSpec::algorithm).toList());
    for (ModelSpec model : models) {
      Checks.require(
          search.parts() == 1 || trials(search, model) >= search.parts(),
          "models",
          "at least as many trials of each candidate as search.parts, " + search.parts(),
          "%d of %s".formatted(trials(search, model), model.algorithm()));
    }
  }

  /// How many sets of parameters are tried for a candidate; 0 takes the file's own without a
  /// search.
  public int trials(ModelSpec model) {
    return trials(search, model);
  }

  private static int trials(Search search, ModelSpec model) {
    return model.trials() == null ? search.trials() : model.trials();
  }
}
