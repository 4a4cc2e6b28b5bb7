package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.LeakSummary;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Workers;
import io.churnflow.learning.leaks.Duplicates;
import io.churnflow.learning.leaks.SingleColumns;
import io.churnflow.runtime.Messages;
import java.util.Map;

/// Looks for signs of a leak in the training rows, and warns of them.
final class Leaks {
  /// Copies are worth a warning from this share of the rows on: customers can be alike by chance.
  private static final double MANY = 0.05;

  private Leaks() {}

  static LeakSummary of(
      FeatureTable features, byte[] labels, Folds folds, Workers workers, Messages messages) {
    Map<String, Double> suspicious = SingleColumns.suspicious(features, labels, folds, workers);
    long duplicates = Duplicates.acrossFolds(features, folds);
    suspicious.forEach((column, area) ->
        messages.warn(
            "column %s: tells the target almost alone (area under the ROC curve %.3f out of fold): is it known before the customer leaves?"
                .formatted(column, area)));
    if (duplicates > MANY * labels.length) {
      messages.warn(
          "%d of %d training rows have the same features as a row in another fold: copied rows make out-of-fold metrics too good"
              .formatted(duplicates, labels.length));
    }
    return new LeakSummary(duplicates, suspicious);
  }
}
