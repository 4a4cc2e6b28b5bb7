package io.churnflow.learning.profile;

import io.churnflow.learning.selection.MutualInformation;
import java.util.List;

/// How a column goes with the target, whatever its values mean. Numbers are cut into ranges of
/// equal rows; missing is a level of its own.
///
/// @param mutualInformation in nats, less what chance gives; at least 0
/// @param cramersV bias-corrected, in [0, 1]; NaN where it is undefined
/// @param auc area under the ROC curve of the column alone, of numbers over the rows that have one;
///   below 0.5 where leavers have the lower numbers; NaN where it is undefined
public record Association(double mutualInformation, double cramersV, double auc) {

  /// @param levels rows of each level, the missing ones among them
  static Association of(List<ClassCounts> levels, double auc) {
    long[][] counts =
        levels.stream()
            .map(level -> new long[] {level.negatives(), level.positives()})
            .toArray(long[][]::new);
    return new Association(Math.max(0, MutualInformation.of(counts)), CramersV.of(levels), auc);
  }

  /// How well the column ranks in whichever direction, in [0.5, 1] for numbers; NaN where it is
  /// undefined.
  public double strength() {
    return Math.max(auc, 1 - auc);
  }
}
