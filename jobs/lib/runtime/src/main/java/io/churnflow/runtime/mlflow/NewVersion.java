package io.churnflow.runtime.mlflow;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A version as it is to be created, once.
///
/// @param stepKey tag [Tags#STEP_KEY], by which a later try knows the version again
/// @param folder tag [Tags#RUN_FOLDER], by which it is looked for
/// @param runId the run that trained it
/// @param modelId its model in the experiment
/// @param description Markdown, shown in the UI
/// @param tags all other tags
public record NewVersion(
    String stepKey,
    String folder,
    String runId,
    String modelId,
    String description,
    Map<String, String> tags) {

  public NewVersion {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Map<String, String> allTags() {
    Map<String, String> all = new TreeMap<>(tags);
    all.put(Tags.STEP_KEY, stepKey);
    all.put(Tags.RUN_FOLDER, folder);
    return all;
  }
}
