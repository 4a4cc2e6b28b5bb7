package io.churnflow.contracts;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Signs that the training table knows what it should not.
///
/// @param duplicateRows rows whose features all equal those of a row in another fold: a row that
///   was copied (as oversampling does) would be predicted by a model that has seen it
/// @param keptTogether whether equal rows were therefore put into one fold, so that none was
/// @param suspiciousColumns columns that tell the label almost alone, by name, with the area under
///   the ROC curve that each reaches by itself out of fold
public record LeakSummary(
    long duplicateRows, boolean keptTogether, Map<String, Double> suspiciousColumns) {

  public LeakSummary {
    suspiciousColumns = Collections.unmodifiableMap(new TreeMap<>(suspiciousColumns));
  }
}
