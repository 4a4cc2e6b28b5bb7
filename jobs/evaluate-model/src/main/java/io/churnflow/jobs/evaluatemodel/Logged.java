package io.churnflow.jobs.evaluatemodel;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Where in MLflow everything went.
///
/// @param experimentId the experiment
/// @param parentRunId the run of the whole training
/// @param runs algorithm to its nested run
record Logged(String experimentId, String parentRunId, Map<String, String> runs) {

  Logged {
    runs = Collections.unmodifiableMap(new TreeMap<>(runs));
  }

  /// The ids for the receipt.
  Map<String, String> notes() {
    Map<String, String> notes = new TreeMap<>();
    notes.put("experiment_id", experimentId);
    notes.put("parent_run_id", parentRunId);
    runs.forEach((algorithm, run) -> notes.put("run_id." + algorithm, run));
    return notes;
  }
}
