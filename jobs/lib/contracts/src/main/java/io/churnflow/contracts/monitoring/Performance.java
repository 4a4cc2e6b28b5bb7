package io.churnflow.contracts.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.churnflow.contracts.pipeline.PerformanceBound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a pipeline's predictions have done in the field, `performance.json`.
///
/// @param format version of the file's format, 1
/// @param pipeline its name
/// @param modelVersion the version that scored the newest batch
/// @param verdict on that version, by its newest batch that tells
/// @param reason the verdict in a sentence
/// @param worse whether the measured value itself is worse than the bound; where the verdict is
///   `ok` chance may explain it
/// @param bound what the verdict was come to by; null for none
/// @param asOf what is known up to here, ISO-8601 in UTC
/// @param minimumPositives fewest leavers of a measured batch
/// @param labelFiles files of outcomes that are known
/// @param unlabelled rows of all known files that say of no outcome
/// @param unknownBatches outcomes for batches that the archive does not have
/// @param unknownIds outcomes without a batch of ids that no batch has scored that was due by then
/// @param olderOutcomes outcomes of batches that are older than those looked at: not measured
/// @param withheldOutcomes outcomes that are, or may be, about a damaged batch: not used
/// @param unreadable names of batches whose archived rows are damaged: not looked at
/// @param batches those that were looked at, the newest first
/// @param versions of the model that scored them, the newest first
/// @param challengers those of the newest batch beside production
public record Performance(
    int format,
    String pipeline,
    int modelVersion,
    PerformanceVerdict verdict,
    String reason,
    boolean worse,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PerformanceBound bound,
    String asOf,
    int minimumPositives,
    int labelFiles,
    long unlabelled,
    long unknownBatches,
    long unknownIds,
    long olderOutcomes,
    long withheldOutcomes,
    List<String> unreadable,
    List<BatchPerformance> batches,
    List<VersionPerformance> versions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArmComparison> challengers) {

  /// The format that this code writes.
  public static final int FORMAT = 1;

  public Performance {
    unreadable = List.copyOf(unreadable);
    batches = List.copyOf(batches);
    versions = List.copyOf(versions);
    challengers = challengers == null ? List.of() : List.copyOf(challengers);
  }
}
