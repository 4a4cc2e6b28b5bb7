package io.churnflow.jobs.evaluatemodel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Where in MLflow everything went.
///
/// @param experimentId the experiment
/// @param parentRunId the run of the whole training
/// @param candidates each with its nested run and its model
record Logged(String experimentId, String parentRunId, List<Candidate> candidates) {

  /// Where a candidate went.
  record Candidate(String algorithm, String runId, String modelId) {}

  Logged {
    candidates = List.copyOf(candidates);
  }

  /// Algorithm to nested run.
  Map<String, String> runs() {
    return by(Candidate::runId);
  }

  /// Algorithm to model.
  Map<String, String> models() {
    return by(Candidate::modelId);
  }

  private Map<String, String> by(Function<Candidate, String> id) {
    Map<String, String> ids = new TreeMap<>();
    candidates.forEach(candidate -> ids.put(candidate.algorithm(), id.apply(candidate)));
    return ids;
  }

  /// The ids for the receipt.
  Map<String, String> notes() {
    Map<String, String> notes = new TreeMap<>();
    notes.put("experiment_id", experimentId);
    notes.put("parent_run_id", parentRunId);
    runs().forEach((algorithm, run) -> notes.put("run_id." + algorithm, run));
    models().forEach((algorithm, model) -> notes.put("model_id." + algorithm, model));
    return notes;
  }
}
