package io.churnflow.jobs.detectdrift;

import io.churnflow.runtime.RunHistory;

/// A batch's verdict among those of its pipeline, `state/<pipeline>/drift/<index>.json`.
///
/// @param index from 1, in the order in which verdicts were come to
/// @param runId the Airflow run
/// @param runFolder the name of its folder, which holds `detect-drift/drift.json`
/// @param modelVersion that the batch was scored with
/// @param verdict `stable`, `undecided`, `watch` or `act`
/// @param loaded when the batch was read, ISO-8601
/// @param digest of everything that the verdict depends on
record DriftEntry(
    long index,
    String runId,
    String runFolder,
    int modelVersion,
    String verdict,
    String loaded,
    String digest)
    implements RunHistory.Entry<DriftEntry> {
  static final String KIND = "drift";

  @Override
  public DriftEntry at(long place) {
    return new DriftEntry(place, runId, runFolder, modelVersion, verdict, loaded, digest);
  }
}
