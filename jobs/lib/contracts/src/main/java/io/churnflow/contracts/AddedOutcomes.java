package io.churnflow.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a training's rows were taken from where it uses outcomes of scored customers.
///
/// @param asOf what is known up to here, ISO-8601 in UTC
/// @param knownSha256 digest of the past predictions and outcomes that could be used
/// @param rows of the table
/// @param inputRows of them out of the training's input
/// @param outcomeRows of them out of past batches
/// @param replaced rows that were left out because a newer one of the same customer is used
/// @param unknown rows of past batches whose outcome is unknown or contradicting, left out
/// @param batches the past batches, the one scored last first
public record AddedOutcomes(
    String asOf,
    String knownSha256,
    long rows,
    long inputRows,
    long outcomeRows,
    long replaced,
    long unknown,
    List<Batch> batches) {
  /// Its name in the folder of the step.
  public static final String NAME = "outcomes.json";

  /// Where it is, in the run folder.
  public static final String FILE = "add-outcomes/" + NAME;

  public AddedOutcomes {
    batches = List.copyOf(batches);
  }

  /// What was taken of a past batch.
  ///
  /// @param batch its name
  /// @param scoredAt when it was scored, ISO-8601 in UTC
  /// @param rows that are used
  /// @param replaced rows that were left out because a newer one of the same customer is used
  /// @param unknown rows whose outcome is unknown or contradicting
  /// @param leftOut why nothing of it can be used; null where it can
  public record Batch(
      String batch,
      String scoredAt,
      long rows,
      long replaced,
      long unknown,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String leftOut) {

    /// Whether the outcomes of at least half of its customers are known, so that it is one of the
    /// window's.
    @JsonIgnore
    public boolean isTold() {
      long known = rows + replaced;
      return known > 0 && known >= unknown;
    }
  }

  /// How many batches have rows in the table.
  public long usedBatches() {
    return batches.stream().filter(batch -> batch.rows() > 0).count();
  }
}
