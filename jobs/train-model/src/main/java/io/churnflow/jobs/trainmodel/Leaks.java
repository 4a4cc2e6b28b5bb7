package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Workers;
import io.churnflow.learning.leaks.SingleColumns;
import io.churnflow.runtime.Messages;
import java.util.Map;

/// Looks for signs of a leak in the training rows, and warns of them.
final class Leaks {
  private Leaks() {}

  static LeakSummary of(
      FeatureTable features, byte[] labels, FoldChoice choice, Workers workers, Messages messages) {
    Folds folds = choice.folds();
    CopiedRows copied = choice.copied();
    Map<String, Double> suspicious = SingleColumns.suspicious(features, labels, folds, workers);
    suspicious.forEach((column, area) ->
        messages.warn(
            "column %s: tells the target almost alone (area under the ROC curve %.3f out of fold): is it known before the customer leaves?"
                .formatted(column, area)));
    if (copied.many()) {
      messages.warn(
          "%d of %d training rows have the same features as a row in another fold: %s"
              .formatted(
                  copied.across(),
                  labels.length,
                  choice.together()
                      ? "copied rows would make out-of-fold metrics too good, so that equal rows are now in one fold"
                      : "copied rows make out-of-fold metrics too good"));
    }
    return new LeakSummary(copied.across(), choice.together(), suspicious);
  }
}
