package io.churnflow.contracts.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One batch of predictions as the archive keeps it, `batch.json`.
///
/// @param batch its name: that of the folder of the run that scored it
/// @param runId that run's Airflow id
/// @param model the registered model
/// @param arms the versions that scored it, production first, as the rows' file lists their names
/// @param inputSha256 digest of the CSV that was scored
/// @param rows what identifies the file of its rows
/// @param features what identifies the file of what its customers looked like; null where that was
///   not kept
/// @param scoredAt when it was first scored, ISO-8601 in UTC
public record ScoredBatch(
    String batch,
    String runId,
    String model,
    List<ScoredArm> arms,
    String inputSha256,
    FileDigest rows,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FileDigest features,
    String scoredAt) {

  /// @throws IllegalArgumentException where `scoredAt` is no moment
  public ScoredBatch {
    arms = List.copyOf(arms);
    scoredAt = Moments.expect("scored_at", scoredAt);
  }

  /// The arm that is always there.
  public ScoredArm production() {
    return arms.getFirst();
  }

  /// How many customers were scored.
  public long count() {
    return ScoredArm.customers(arms);
  }

  /// Whether two say the same but for when: what a repeat of a run's scoring must not change.
  public boolean sameButForTime(ScoredBatch other) {
    return new ScoredBatch(batch, runId, model, arms, inputSha256, rows, features, other.scoredAt)
        .equals(other);
  }
}
