package io.churnflow.jobs.validatedata;

/// How many rows a batch had.
///
/// @param runId the run that read it; empty where there was no batch
/// @param rows how many
record BatchRows(String runId, long rows) {
  /// No batch.
  static final BatchRows NONE = new BatchRows("", 0);
}
