package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Where it is told who has left.
///
/// @param input CSV of a run that is given none, under the allowed roots; null for none
/// @param batchColumn its column that says which batch an outcome belongs to; `batch` where it is
///   left out
/// @param dueDays how many days after scoring it is known who has left: a younger batch is not
///   measured; 0
/// @param lateDays an outcome that comes more days than this after scoring is late, which is
///   counted; `due_days` and 30 more
public record LabelSource(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String input,
    String batchColumn,
    Integer dueDays,
    Integer lateDays) {
  private static final String BATCH = "batch";
  private static final int GRACE = 30;
  private static final int MOST = 3650;

  public LabelSource {
    if (input != null) {
      Checks.text("input", input);
    }
    batchColumn = batchColumn == null ? BATCH : Checks.text("batch_column", batchColumn);
    dueDays = dueDays == null ? Integer.valueOf(0) : dueDays;
    Checks.require(
        dueDays >= 0 && dueDays <= MOST, "due_days", "a whole number from 0 to 3650", dueDays);
    lateDays = lateDays == null ? Integer.valueOf(Math.min(dueDays + GRACE, MOST)) : lateDays;
    Checks.require(
        lateDays >= 0 && lateDays <= MOST, "late_days", "a whole number from 0 to 3650", lateDays);
    Checks.require(
        dueDays <= lateDays,
        "due_days and late_days",
        "due_days at most late_days",
        "%d and %d".formatted(dueDays, lateDays));
  }

  /// What holds where a pipeline file says nothing.
  static LabelSource usual() {
    return new LabelSource(null, BATCH, 0, GRACE);
  }

  /// @throws IllegalArgumentException where the batch's column is another one of the file
  void requireFit(Contract contract) {
    boolean other =
        !batchColumn.equals(contract.id()) && !batchColumn.equals(contract.target().column());
    Checks.require(
        other,
        "monitoring.labels.batch_column",
        "another column than the contract's id and target",
        "'" + batchColumn + "'");
  }
}
