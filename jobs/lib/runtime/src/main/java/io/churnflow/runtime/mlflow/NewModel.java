package io.churnflow.runtime.mlflow;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A model as it is to be created, once, in the experiment of its run.
///
/// @param stepKey tag [Tags#STEP_KEY], by which a later try knows the model again
/// @param run the run that made it
/// @param name shown in the UI
/// @param parameters texts by name
/// @param tags all other tags
public record NewModel(
    String stepKey,
    TrackedRun run,
    String name,
    Map<String, String> parameters,
    Map<String, String> tags) {

  public NewModel {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Map<String, String> allTags() {
    Map<String, String> all = new TreeMap<>(tags);
    all.put(Tags.STEP_KEY, stepKey);
    return all;
  }
}
