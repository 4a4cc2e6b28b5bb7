package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How long things are kept.
///
/// @param runFoldersDays run folders older than this are removed, except those in use
public record Retention(@JsonProperty(required = true) int runFoldersDays) {

  public Retention {
    Checks.atLeast("run_folders_days", 1, runFoldersDays);
  }
}
