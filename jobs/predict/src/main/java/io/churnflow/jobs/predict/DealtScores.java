package io.churnflow.jobs.predict;

import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.ScoredRows;
import java.util.List;

/// Consecutive rows, each with what its arm says of it.
///
/// @param ids one a row
/// @param arm one a row: the place in `scores`
/// @param place one a row: which of the arm's own rows it is
/// @param scores of each arm's own rows
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record DealtScores(Utf8Texts ids, int[] arm, int[] place, List<Scores> scores) {

  /// @param arm one a row
  static DealtScores of(Utf8Texts ids, int[] arm, List<Scores> scores) {
    int[] next = new int[scores.size()];
    int[] place = new int[arm.length];
    for (int row = 0; row < arm.length; row++) {
      place[row] = next[arm[row]]++;
    }
    return new DealtScores(ids, arm, place, scores);
  }

  int size() {
    return arm.length;
  }

  /// What the row's arm says of its own rows.
  Scores of(int row) {
    return scores.get(arm[row]);
  }

  /// For the archive.
  ScoredRows rows() {
    double[] probabilities = new double[size()];
    double[] decisions = new double[size()];
    for (int row = 0; row < size(); row++) {
      probabilities[row] = of(row).probabilities()[place[row]];
      decisions[row] = of(row).isPositive(place[row]) ? 1 : 0;
    }
    return new ScoredRows(ids, probabilities, decisions, arm);
  }
}
