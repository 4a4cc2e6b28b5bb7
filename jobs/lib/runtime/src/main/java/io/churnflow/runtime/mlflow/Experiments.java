package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.runtime.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;

/// Experiments and their runs. Everything here may be repeated without leaving anything twice.
public final class Experiments {
  private static final int MOST_RUNS = 1000;

  private final Budget budget;
  private final Http http;
  private final Client client;

  Experiments(Budget budget, Http http, Client client) {
    this.budget = budget;
    this.http = http;
    this.client = client;
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
    // Not getExperimentByName: the client takes its 404 for a failure and asks three times, loudly.
    String filter = "name = " + Json.quoted(name);
    Optional<Service.Experiment> found =
        client.call(
            "POST experiments/search",
            mlflow ->
                mlflow
                    .searchExperiments(filter, Service.ViewType.ALL, 1, List.of())
                    .getItems()
                    .stream()
                    .findFirst());
    found.ifPresent(Experiments::requireActive);
    return found.map(Service.Experiment::getExperimentId);
  }

  private static void requireActive(Service.Experiment experiment) {
    if (experiment.getLifecycleStage().equals("deleted")) {
      throw new UsageException(
          "MLflow experiment %s: expected an active one, found a deleted one (id %s); restore it"
              .formatted(experiment.getName(), experiment.getExperimentId()));
    }
  }

  /// The run with the step key, created where it is missing.
  public TrackedRun findOrCreate(String experimentId, NewRun run) {
    return CreateOnce.of(budget, () -> find(experimentId, run), () -> create(experimentId, run));
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
    String filter = "tags.`%s` = %s".formatted(Tags.RUN_FOLDER, Json.quoted(folder));
    return client.call(
        "POST runs/search",
        mlflow ->
            mlflow
                .searchRuns(List.of(experimentId), filter, Service.ViewType.ACTIVE_ONLY, MOST_RUNS)
                .getItems()
                .stream()
                .map(Experiments::tracked)
                .toList());
  }

  private static TrackedRun tracked(Service.Run run) {
    Service.RunInfo info = run.getInfo();
    return new TrackedRun(
        info.getExperimentId(),
        info.getRunId(),
        info.getArtifactUri(),
        info.getStatus().name(),
        run.getData().getTagsList().stream()
            .collect(Collectors.toMap(Service.RunTag::getKey, Service.RunTag::getValue)));
  }

  /// Logs metrics, parameters and tags in one request.
  public void log(TrackedRun run, Measurement measurement) {
    List<Service.Metric> metrics =
        measurement.metrics().entrySet().stream()
            .map(metric -> metric(metric.getKey(), metric.getValue(), measurement.atMillis()))
            .toList();
    List<Service.Param> parameters =
        measurement.parameters().entrySet().stream()
            .map(pair -> param(pair.getKey(), pair.getValue()))
            .toList();
    List<Service.RunTag> tags =
        measurement.tags().entrySet().stream()
            .map(pair -> tag(pair.getKey(), pair.getValue()))
            .toList();
    call("POST runs/log-batch", mlflow -> mlflow.logBatch(run.runId(), metrics, parameters, tags));
  }

  private static Service.Metric metric(String key, double value, long millis) {
    return Service.Metric.newBuilder()
        .setKey(key)
        .setValue(value)
        .setTimestamp(millis)
        .setStep(0)
        .build();
  }

  private static Service.Param param(String key, String value) {
    return Service.Param.newBuilder().setKey(key).setValue(value).build();
  }

  private static Service.RunTag tag(String key, String value) {
    return Service.RunTag.newBuilder().setKey(key).setValue(value).build();
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
    end(run, Service.RunStatus.FINISHED, endMillis);
  }

  /// Marks a run whose work another one has taken over: `KILLED`, tag [Tags#SUPERSEDED_BY].
  public void supersede(TrackedRun run, String successor, long endMillis) {
    end(run, Service.RunStatus.KILLED, endMillis);
    // Last, since who finds the tag takes the rest for done.
    call("POST runs/set-tag", mlflow -> mlflow.setTag(run.runId(), Tags.SUPERSEDED_BY, successor));
  }

  private void end(TrackedRun run, Service.RunStatus status, long endMillis) {
    call("POST runs/update", mlflow -> mlflow.setTerminated(run.runId(), status, endMillis));
  }

  private interface Order {
    void on(MlflowClient client);
  }

  private void call(String what, Order order) {
    client.call(
        what,
        mlflow -> {
          order.on(mlflow);
          return Boolean.TRUE;
        });
  }
}
