package io.churnflow.jobs.promotemodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.Cut;
import io.churnflow.contracts.PastDecision;
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

/// The record of a decision on a version, tags `churnflow.decision.<n>`. One decision of one run is
/// recorded once, however often it is tried.
///
/// @param said what is recorded
record DecisionTag(PastDecision said) {

  // The registry takes 5000 characters, escapes included.
  private static final int LONGEST_TEXT = 700;

  static DecisionTag of(
      Request request, Action action, Verdict verdict, String why, int from, int to) {
    return new DecisionTag(
        new PastDecision(
            shorten(request.author().name()),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            request.run().folder().name(),
            shorten(request.run().folder().runId()),
            request.run().environment().get("CHURNFLOW_DAG_ID").orElse(""),
            action.label(),
            verdict,
            shorten(why),
            from,
            to));
  }

  /// Records it, unless this run has recorded that action on the version already.
  void record(Registry registry, ModelVersion version) {
    if (find(version, said.run(), said.action()).isPresent()) {
      return;
    }
    int number = 1;
    while (version.tags().containsKey(Tags.DECISION + number)) {
      number++;
    }
    registry.tag(version.model(), version.version(), Tags.DECISION + number, Json.line(said));
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
                PastDecision.class,
                version.label() + ", tag " + tag.getKey()))
        .map(DecisionTag::new)
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
