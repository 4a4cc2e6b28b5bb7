package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The models of experiments, MLflow's LoggedModels. Everything here may be repeated without
/// leaving anything twice.
///
/// The order: [#findOrCreate], upload its files, [#measured], [#finish].
public final class LoggedModels {
  private static final String ENDPOINT = "logged-models";

  private final Budget budget;
  private final Http http;
  private final Turn turn;

  LoggedModels(Budget budget, Http http, Turn turn) {
    this.budget = budget;
    this.http = http;
    this.turn = turn;
  }

  /// The model with the step key, created where it is missing. Its run goes by an id of MLflow's,
  /// which is safe in a filter; the key is compared here.
  public TrackedModel findOrCreate(NewModel model) {
    return turn.alone(() -> CreateOnce.of(budget, () -> find(model), () -> create(model)));
  }

  /// Should there be several after a lost answer, one is taken, the same by every try, and the
  /// others are deleted.
  private Optional<TrackedModel> find(NewModel model) {
    ObjectNode query =
        Json.object().put("filter", "source_run_id = " + Json.quoted(model.run().runId()));
    query.putArray("experiment_ids").add(model.run().experimentId());
    List<TrackedModel> found = new ArrayList<>();
    http.send("POST", ENDPOINT + "/search", query)
        .path("models")
        .forEach(entry -> found.add(TrackedModel.of(entry)));
    found.removeIf(other -> !model.stepKey().equals(other.tags().get(Tags.STEP_KEY)));
    found.sort(
        Comparator.comparing((TrackedModel other) -> !other.isReady())
            .thenComparing(TrackedModel::modelId));
    found.stream().skip(1).forEach(this::delete);
    return found.stream().findFirst();
  }

  private void delete(TrackedModel model) {
    try {
      http.send("DELETE", ENDPOINT + "/" + model.modelId(), Json.object());
    } catch (MlflowError error) {
      if (!error.isMissing()) {
        throw error;
      }
    }
  }

  private TrackedModel create(NewModel model) {
    ObjectNode body =
        Json.object()
            .put("experiment_id", model.run().experimentId())
            .put("name", model.name())
            .put("source_run_id", model.run().runId());
    body.set("params", Json.pairs(model.parameters()));
    body.set("tags", Json.pairs(model.allTags()));
    return TrackedModel.of(http.create(ENDPOINT, body).path("model"));
  }

  /// Logs metrics of a run as its model's, on a table that the run has as an input.
  ///
  /// @param millis time of every metric; fixed, so that a repeat logs the same points
  public void measured(
      TrackedRun run, TrackedModel model, DataSet table, Map<String, Double> metrics, long millis) {
    ObjectNode body = Json.object().put("run_id", run.runId());
    ArrayNode points = body.putArray("metrics");
    metrics.forEach((key, value) ->
        Json.addMetric(points, key, value, millis, 0)
            .put("model_id", model.modelId())
            .put("dataset_name", table.name())
            .put("dataset_digest", table.digest()));
    http.send("POST", "runs/log-batch", body);
  }

  /// Names the model as what the run has made, and says that nothing of it is missing.
  public void finish(TrackedRun run, TrackedModel model) {
    ObjectNode outputs = Json.object().put("run_id", run.runId());
    outputs.putArray("models").addObject().put("model_id", model.modelId()).put("step", 0);
    try {
      http.send("POST", "runs/outputs", outputs);
    } catch (MlflowError error) {
      // The server's database refuses what it has already.
      if (!error.isRace()) {
        throw error;
      }
    }
    http.send(
        "PATCH",
        ENDPOINT + "/" + model.modelId(),
        Json.object().put("model_id", model.modelId()).put("status", TrackedModel.READY));
  }

  /// The model of an id, if it is there.
  public Optional<TrackedModel> model(String modelId) {
    try {
      return Optional.of(
          TrackedModel.of(http.get(ENDPOINT + "/" + Http.encode(modelId), Map.of()).path("model")));
    } catch (MlflowError error) {
      if (error.isMissing()) {
        return Optional.empty();
      }
      throw error;
    }
  }
}
