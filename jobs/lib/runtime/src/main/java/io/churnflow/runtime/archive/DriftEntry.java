package io.churnflow.runtime.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.Level;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.RunHistory;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A batch's verdict among those of its pipeline, `state/<pipeline>/drift/<index>.json`. It has
/// what a series over many batches needs: it outlives the run's folder, whose `drift.json` has the
/// rest.
///
/// @param index from 1, in the order in which verdicts were come to
/// @param runId the Airflow run
/// @param runFolder the name of its folder, which holds `detect-drift/drift.json`
/// @param modelVersion that the batch was scored with
/// @param verdict on the batch
/// @param loaded when the batch was read, ISO-8601
/// @param digest of everything that the verdict depends on
/// @param reason the verdict in a sentence; null in entries that were written before it was kept
/// @param scoreEffect how far the model's score has moved; null likewise
/// @param worst the column that has moved most among those that the model relies on; null likewise,
///   and of a model without columns
public record DriftEntry(
    long index,
    String runId,
    String runFolder,
    int modelVersion,
    Level verdict,
    String loaded,
    String digest,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double scoreEffect,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Moved worst)
    implements RunHistory.Entry<DriftEntry> {
  /// The folder of a pipeline's entries.
  public static final String KIND = "drift";

  /// How far a column has moved.
  ///
  /// @param column its name
  /// @param effect the larger one of its values' and its missing cells'
  public record Moved(String column, double effect) {}

  /// Without a place yet.
  ///
  /// @param loaded when the batch was read, ISO-8601
  /// @param digest of everything that the verdict depends on
  public static DriftEntry of(
      RunFolder run, int modelVersion, BatchDrift found, String loaded, String digest) {
    return new DriftEntry(
        0,
        run.runId(),
        run.name(),
        modelVersion,
        found.verdict(),
        loaded,
        digest,
        found.reason(),
        found.score().effect(),
        worst(found).map(column -> new Moved(column.column(), column.effect())).orElse(null));
  }

  /// Columns that can make a batch one to act upon go first: what the model hardly looks at may
  /// move far without any harm.
  private static Optional<ColumnDrift> worst(BatchDrift found) {
    double least = found.policy().weight();
    return found.columns().stream()
        .max(
            Comparator.comparing((ColumnDrift column) -> column.weight() >= least)
                .thenComparingDouble(ColumnDrift::effect));
  }

  @Override
  public DriftEntry at(long place) {
    return new DriftEntry(
        place, runId, runFolder, modelVersion, verdict, loaded, digest, reason, scoreEffect, worst);
  }
}
