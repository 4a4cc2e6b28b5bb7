package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What is trained on what, and how the winner is chosen.
///
/// @param input default input CSV, under the allowed roots
/// @param seed seed of folds and models
/// @param folds number of folds for out-of-fold predictions, 2 to 20
/// @param metric chooses the winner, out of fold
/// @param models the candidates, distinct by algorithm
public record Training(
    @JsonProperty(required = true) String input,
    long seed,
    @JsonProperty(required = true) int folds,
    @JsonProperty(required = true) Metric metric,
    @JsonProperty(required = true) List<ModelSpec> models) {

  public Training {
    Checks.text("input", input);
    Checks.require(folds >= 2 && folds <= 20, "folds", "a whole number from 2 to 20", folds);
    models = List.copyOf(models);
    Checks.require(!models.isEmpty(), "models", "at least one candidate", "none");
    Checks.distinct("models", models.stream().map(ModelSpec::algorithm).toList());
  }
}
