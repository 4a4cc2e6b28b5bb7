package io.churnflow.bench.alarms;

import io.churnflow.contracts.drift.Level;
import java.util.List;

/// The sensor's rule: so many of the last batches are to be acted upon, the newest among them.
///
/// @param violations of how many
/// @param batches of the last
record Incidents(int violations, int batches) {

  /// The first batch, from 0, after which a training would have been started; -1 for none.
  ///
  /// @param verdicts the oldest first, all by one version
  int first(List<Level> verdicts) {
    for (int newest = 0; newest < verdicts.size(); newest++) {
      List<Level> window = verdicts.subList(Math.max(0, newest - batches + 1), newest + 1);
      long acting = window.stream().filter(level -> level == Level.ACT).count();
      if (verdicts.get(newest) == Level.ACT && acting >= violations) {
        return newest;
      }
    }
    return -1;
  }
}
