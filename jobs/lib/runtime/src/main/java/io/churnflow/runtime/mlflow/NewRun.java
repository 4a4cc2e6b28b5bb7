package io.churnflow.runtime.mlflow;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A run as it is to be created, once.
///
/// @param stepKey tag [Tags#STEP_KEY], by which a later try knows the run again
/// @param folder tag [Tags#RUN_FOLDER], by which it is looked for
/// @param name shown in the UI
/// @param startMillis when the work began, milliseconds since 1970
/// @param tags all other tags
public record NewRun(
    String stepKey, String folder, String name, long startMillis, Map<String, String> tags) {

  public NewRun {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Map<String, String> allTags() {
    Map<String, String> all = new TreeMap<>(tags);
    all.put(Tags.STEP_KEY, stepKey);
    all.put(Tags.RUN_FOLDER, folder);
    return all;
  }
}
