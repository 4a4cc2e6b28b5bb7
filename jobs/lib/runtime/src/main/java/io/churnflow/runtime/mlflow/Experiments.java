package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.runtime.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Experiments and their runs. Everything here may be repeated without leaving anything twice.
public final class Experiments {
  /// No pipeline's name has a hyphen, so that no pipeline's own experiment is called so.
  private static final String MONITORING = "%s-monitoring";

  private static final int MOST_RUNS = 1000;

  private final Budget budget;
  private final Http http;
  private final Turn turn;

  Experiments(Budget budget, Http http, Turn turn) {
    this.budget = budget;
    this.http = http;
    this.turn = turn;
  }

  /// The name of the experiment that takes what is found of a pipeline's scored batches.
  public static String monitoring(String pipeline) {
    return MONITORING.formatted(pipeline);
  }

  /// The id of the experiment of this name, created where it is missing.
  ///
  /// @throws UsageException where somebody has deleted it
  public String findOrCreate(String name) {
    return CreateOnce.of(
        budget,
        () -> find(name),
        () ->
            http.create("experiments/create", Json.object().put("name", name))
                .path("experiment_id")
                .asText());
  }

  private Optional<String> find(String name) {
    // Not experiments/get-by-name: for a missing one it answers 404, and the server logs an error.
    ObjectNode query =
        Json.object()
            .put("filter", "name = " + Json.quoted(name))
            .put("view_type", "ALL")
            .put("max_results", 1);
    JsonNode found = http.send("POST", "experiments/search", query).path("experiments").path(0);
    if (found.isMissingNode()) {
      return Optional.empty();
    }
    String id = found.path("experiment_id").asText();
    if (found.path("lifecycle_stage").asText().equals("deleted")) {
      throw new UsageException(
          "MLflow experiment %s: expected an active one, found a deleted one (id %s); restore it"
              .formatted(name, id));
    }
    return Optional.of(id);
  }

  /// The run with the step key, created where it is missing.
  public TrackedRun findOrCreate(String experimentId, NewRun run) {
    return turn.alone(() ->
        CreateOnce.of(budget, () -> find(experimentId, run), () -> create(experimentId, run)));
  }

  /// Should there be several after all: a finished one first, then the one with the smallest id, so
  /// that every try takes the same.
  private Optional<TrackedRun> find(String experimentId, NewRun run) {
    return inFolder(experimentId, run.folder()).stream()
        .filter(found -> found.has(Tags.STEP_KEY, run.stepKey()))
        .min(
            Comparator.comparing((TrackedRun found) -> !found.isFinished())
                .thenComparing(TrackedRun::runId));
  }

  private TrackedRun create(String experimentId, NewRun run) {
    ObjectNode body =
        Json.object()
            .put("experiment_id", experimentId)
            .put("run_name", run.name())
            .put("start_time", run.startMillis());
    body.set("tags", Json.pairs(run.allTags()));
    return tracked(http.create("runs/create", body).path("run"));
  }

  static TrackedRun tracked(JsonNode run) {
    JsonNode info = run.path("info");
    return new TrackedRun(
        info.path("experiment_id").asText(),
        info.path("run_id").asText(),
        info.path("artifact_uri").asText(),
        info.path("status").asText(),
        Json.map(run.path("data").path("tags")));
  }

  /// The experiment's runs of one run folder ([Tags#RUN_FOLDER]), at most 1000.
  public List<TrackedRun> inFolder(String experimentId, String folder) {
    ObjectNode query =
        Json.object()
            .put("filter", "tags.`%s` = %s".formatted(Tags.RUN_FOLDER, Json.quoted(folder)))
            .put("run_view_type", "ACTIVE_ONLY")
            .put("max_results", MOST_RUNS);
    query.putArray("experiment_ids").add(experimentId);
    List<TrackedRun> found = new ArrayList<>();
    http.send("POST", "runs/search", query).path("runs").forEach(run -> found.add(tracked(run)));
    return found;
  }

  /// Logs metrics, parameters and tags in one request.
  public void log(TrackedRun run, Measurement measurement) {
    ObjectNode body = Json.object().put("run_id", run.runId());
    ArrayNode metrics = body.putArray("metrics");
    measurement
        .metrics()
        .forEach((key, value) ->
            Json.addMetric(metrics, key, value, measurement.atMillis(), measurement.step()));
    body.set("params", Json.pairs(measurement.parameters()));
    body.set("tags", Json.pairs(measurement.tags()));
    http.send("POST", "runs/log-batch", body);
  }

  /// Says which tables the run has read.
  ///
  /// Of two runs that bring the same new table at once, the server's database refuses one; the next
  /// try finds the table there.
  public void logInputs(TrackedRun run, List<DataSet> inputs) {
    ObjectNode body = Json.object().put("run_id", run.runId());
    ArrayNode sets = body.putArray("datasets");
    inputs.forEach(input -> sets.add(input.json()));
    for (int tries = 0; ; tries++) {
      try {
        http.send("POST", "runs/log-inputs", body);
        return;
      } catch (MlflowError error) {
        if (!error.isRace() || !budget.pause(tries)) {
          throw error;
        }
      }
    }
  }

  /// Ends the run as `FINISHED`; call it when nothing is left to do.
  public void finish(TrackedRun run, long endMillis) {
    end(run, "FINISHED", endMillis);
  }

  /// Marks a run whose work another one has taken over: `KILLED`, tag [Tags#SUPERSEDED_BY].
  public void supersede(TrackedRun run, String successor, long endMillis) {
    end(run, "KILLED", endMillis);
    // Last, since who finds the tag takes the rest for done.
    http.send(
        "POST",
        "runs/set-tag",
        Json.object()
            .put("run_id", run.runId())
            .put("key", Tags.SUPERSEDED_BY)
            .put("value", successor));
  }

  private void end(TrackedRun run, String status, long endMillis) {
    http.send(
        "POST",
        "runs/update",
        Json.object().put("run_id", run.runId()).put("status", status).put("end_time", endMillis));
  }
}
