package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Which customers whose outcome has become known since they were scored are trained on.
///
/// @param batches those of the newest so many due batches of which the outcomes of half the
///   customers are known, and of newer ones; 1 to 1000; null for all
/// @param input whether the rows of the training's input are used as well; true where it is left
///   out
public record OutcomeWindow(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer batches, Boolean input) {

  public OutcomeWindow {
    if (batches != null) {
      Checks.require(
          batches >= 1 && batches <= 1000, "batches", "a whole number from 1 to 1000", batches);
    }
    input = input == null ? Boolean.TRUE : input;
  }

  /// The most batches that are used.
  public int mostBatches() {
    return batches == null ? Integer.MAX_VALUE : batches;
  }
}
