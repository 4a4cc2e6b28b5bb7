package io.churnflow.contracts.monitoring;

import io.churnflow.contracts.FileDigest;

/// One batch of predictions as the archive keeps it, `batch.json`.
///
/// @param batch its name: that of the folder of the run that scored it
/// @param runId that run's Airflow id
/// @param model the registered model
/// @param version number of the version that scored it
/// @param modelSha256 digest of that version's model file
/// @param threshold a customer was predicted to leave where the probability was at least this
/// @param count how many customers were scored
/// @param positives how many of them were predicted to leave
/// @param inputSha256 digest of the CSV that was scored
/// @param rows what identifies the file of its rows
/// @param scoredAt when it was first scored, ISO-8601 in UTC
public record ScoredBatch(
    String batch,
    String runId,
    String model,
    int version,
    String modelSha256,
    double threshold,
    long count,
    long positives,
    String inputSha256,
    FileDigest rows,
    String scoredAt) {

  /// Whether two say the same but for when: what a repeat of a run's scoring must not change.
  public boolean sameButForTime(ScoredBatch other) {
    return at(other.scoredAt).equals(other);
  }

  private ScoredBatch at(String moment) {
    return new ScoredBatch(
        batch,
        runId,
        model,
        version,
        modelSha256,
        threshold,
        count,
        positives,
        inputSha256,
        rows,
        moment);
  }
}
