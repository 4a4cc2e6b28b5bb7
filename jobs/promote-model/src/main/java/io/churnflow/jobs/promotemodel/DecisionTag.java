package io.churnflow.jobs.promotemodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.Cut;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Registry;
import io.churnflow.runtime.mlflow.Tags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// The record of a decision on a version, tags `churnflow.decision.<n>`: who, when, from which run,
/// what and why. One decision of one run is recorded once, however often it is tried.
///
/// @param who a user name, `automatic`, `gate` or `unknown`
/// @param when ISO-8601, UTC, of the first try
/// @param run name of the run's folder, which no two Airflow runs share
/// @param airflowRun the Airflow run id
/// @param dag the Airflow DAG, or empty
/// @param action what was done
/// @param verdict what the gate had said
/// @param why in words
/// @param from the version in production before, 0 for none
/// @param to the version in production afterwards, 0 for none
record DecisionTag(
    String who,
    String when,
    String run,
    String airflowRun,
    String dag,
    String action,
    Verdict verdict,
    String why,
    int from,
    int to) {

  // The registry takes 5000 characters, escapes included.
  private static final int LONGEST_TEXT = 700;

  static DecisionTag of(
      Request request, Action action, Verdict verdict, String why, int from, int to) {
    return new DecisionTag(
        shorten(request.author().name()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        request.run().folder().name(),
        shorten(request.run().folder().runId()),
        request.run().environment().get("CHURNFLOW_DAG_ID").orElse(""),
        action.label(),
        verdict,
        shorten(why),
        from,
        to);
  }

  /// Records it, unless this run has recorded that action on the version already.
  void record(Registry registry, ModelVersion version) {
    if (find(version, run, action).isPresent()) {
      return;
    }
    int number = 1;
    while (version.tags().containsKey(Tags.DECISION + number)) {
      number++;
    }
    registry.tag(version.model(), version.version(), Tags.DECISION + number, Json.line(this));
  }

  /// The record that a run has made of an action on a version.
  static Optional<DecisionTag> find(ModelVersion version, RunFolder run, Action action) {
    return find(version, run.name(), action.label());
  }

  private static Optional<DecisionTag> find(ModelVersion version, String run, String action) {
    return version.tags().entrySet().stream()
        .filter(tag -> tag.getKey().startsWith(Tags.DECISION))
        .filter(tag -> is(tag, run, action))
        .map(tag ->
            Json.parse(
                tag.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                DecisionTag.class,
                version.label() + ", tag " + tag.getKey()))
        .findFirst();
  }

  private static boolean is(Map.Entry<String, String> tag, String run, String action) {
    ObjectNode json =
        Json.parse(
            tag.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8),
            ObjectNode.class,
            "tag " + tag.getKey());
    return json.path("run").asText().equals(run) && json.path("action").asText().equals(action);
  }

  /// As much of a text as a tag takes.
  static String shorten(String text) {
    return Cut.to(LONGEST_TEXT, text);
  }
}
