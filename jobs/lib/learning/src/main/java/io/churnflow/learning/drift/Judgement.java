package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.pipeline.DriftPolicy;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The verdict on a batch, and why.
///
/// It is one to act upon where the score is, or a column that the model relies on; one to watch
/// where anything has drifted.
///
/// @param policy when a change counts
/// @param rows of the batch
/// @param score the model's probabilities
/// @param columns the model's columns
record Judgement(DriftPolicy policy, long rows, ColumnDrift score, List<ColumnDrift> columns) {

  /// Percent of what the model relies on that can be shown without being "0 %".
  private static final double LEAST_SHOWN = 0.5;

  Level verdict() {
    if (rows < policy.minimumRows()) {
      return Level.UNDECIDED;
    }
    if (score.level() == Level.ACT || columns.stream().anyMatch(this::isReason)) {
      return Level.ACT;
    }
    Level highest = columns.stream().map(ColumnDrift::level).reduce(score.level(), Level::or);
    return highest == Level.ACT ? Level.WATCH : highest;
  }

  private boolean isReason(ColumnDrift column) {
    return column.level() == Level.ACT && column.weight() >= policy.weight();
  }

  String reason() {
    if (rows < policy.minimumRows()) {
      return "A batch of %d rows is not judged; it takes at least %d."
          .formatted(rows, policy.minimumRows());
    }
    List<ColumnDrift> drifted =
        columns.stream().filter(column -> column.level().isDrift()).toList();
    return switch (verdict()) {
      case STABLE ->
          "Neither the score nor any column has changed by an effect of %s or more."
              .formatted(number(policy.watch()));
      case UNDECIDED ->
          "Something looks as if it had changed, but with so few rows that may be chance.";
      case WATCH, ACT -> ofScore() + ofColumns(drifted);
    };
  }

  private String ofScore() {
    return score.level().isDrift()
        ? "The score has changed (effect %s). ".formatted(number(score.effect()))
        : "The score has not changed by an effect of %s or more. "
            .formatted(number(policy.watch()));
  }

  private String ofColumns(List<ColumnDrift> drifted) {
    if (drifted.isEmpty()) {
      return "No single column has.";
    }
    double percent = 100 * drifted.stream().mapToDouble(ColumnDrift::weight).sum();
    boolean reliedOn = percent >= LEAST_SHOWN;
    ColumnDrift most =
        Collections.max(
            drifted,
            Comparator.comparingDouble(
                column -> reliedOn ? column.weight() * column.effect() : column.effect()));
    return "%d of %d columns %s, %s is %s (effect %s)."
        .formatted(
            drifted.size(),
            columns.size(),
            drifted.size() == 1 ? "has" : "have",
            reliedOn
                ? String.format(
                    Locale.ROOT,
                    "with %.0f %% of what the model relies on; the one that matters most",
                    percent)
                : "on which the model hardly relies; the one that has changed most",
            most.column(),
            number(most.effect()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
