package io.churnflow.learning.profile;

import java.util.List;

/// How closely a column's levels go with the target: Cramér's V, less what chance gives (Bergsma,
/// "A bias-correction for Cramér's V and Tschuprow's T", 2013). 0: not at all, 1: they decide it.
final class CramersV {
  private CramersV() {}

  /// @param levels rows of each level; empty ones do not count
  /// @return NaN where there is one level only, or one class
  static double of(List<ClassCounts> levels) {
    List<ClassCounts> occupied = levels.stream().filter(level -> level.rows() > 0).toList();
    ClassCounts all = occupied.stream().reduce(ClassCounts.NONE, ClassCounts::plus);
    double rows = all.rows();
    if (occupied.size() < 2 || all.positives() == 0 || all.negatives() == 0) {
      return Double.NaN;
    }
    double chiSquare = 0;
    for (ClassCounts level : occupied) {
      double expected = (double) level.rows() * all.positives() / rows;
      double expectedOthers = level.rows() - expected;
      double apart = level.positives() - expected;
      chiSquare += apart * apart / expected + apart * apart / expectedOthers;
    }
    double freedom = occupied.size() - 1;
    double squared = Math.max(0, chiSquare / rows - freedom / (rows - 1));
    double levelsLess = freedom - freedom * freedom / (rows - 1);
    double classesLess = 1 - 1 / (rows - 1);
    double most = Math.min(levelsLess, classesLess);
    return most > 0 ? Math.min(1, Math.sqrt(squared / most)) : Double.NaN;
  }
}
