package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.Change;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.contracts.drift.ScoreSummary;
import io.churnflow.contracts.pipeline.DriftPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Holds batches against a reference.
///
/// A column has drifted where the effect, a population stability index less what chance gives, is
/// over its limit **and** the p-value, adjusted for all tests of the batch, is at most the
/// significance. The effect does not depend on how many rows there are, so that a large batch does
/// not raise an alarm about nothing; where a small one leaves it open, that is said: undecided.
/// Nothing is kept between batches, and several threads may ask at once.
///
/// @param reference what the model was trained on
/// @param threshold of the model, in [0, 1]
/// @param policy when a change counts
public record DriftDetector(DriftReference reference, double threshold, DriftPolicy policy) {

  /// Compares a batch.
  ///
  /// @param columns by name, at least the reference's
  /// @param score the model's probabilities
  /// @throws IllegalArgumentException where a column is missing, or has values of another kind
  public BatchDrift compare(Map<String, Marginal> columns, NumberMarginal score) {
    List<ColumnComparison> comparisons = new ArrayList<>();
    comparisons.add(ColumnComparison.of(reference.score(), score, reference.salt()));
    for (ReferenceColumn column : reference.columns()) {
      Marginal batch = columns.get(column.name());
      if (batch == null) {
        throw new IllegalArgumentException(
            "column %s: expected in the batch, found none".formatted(column.name()));
      }
      comparisons.add(ColumnComparison.of(column, batch, reference.salt()));
    }
    List<ColumnDrift> judged = judged(comparisons, score.rows());
    List<ColumnDrift> features = judged.subList(1, judged.size());
    Judgement judgement = new Judgement(policy, score.rows(), judged.getFirst(), features);
    return new BatchDrift(
        judgement.verdict(),
        judgement.reason(),
        score.rows(),
        reference.rows(),
        policy,
        judged.getFirst(),
        summary((NumberMarginal) reference.score().marginal()),
        summary(score),
        features);
  }

  private List<ColumnDrift> judged(List<ColumnComparison> comparisons, long rows) {
    List<ColumnComparison.Part> parts = new ArrayList<>();
    for (ColumnComparison comparison : comparisons) {
      parts.add(comparison.values());
      parts.add(comparison.missing());
    }
    double[] adjusted =
        BenjaminiHochberg.adjusted(parts.stream().mapToDouble(ColumnComparison.Part::p).toArray());
    List<ColumnDrift> judged = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Change values = change(parts.get(2 * i), adjusted[2 * i], rows);
      Change missing = change(parts.get(2 * i + 1), adjusted[2 * i + 1], rows);
      judged.add(column(comparisons.get(i), values, missing));
    }
    return judged;
  }

  private Change change(ColumnComparison.Part part, double adjusted, long rows) {
    return new Change(level(part, adjusted, rows), part.effect(), part.test(), part.p(), adjusted);
  }

  private Level level(ColumnComparison.Part part, double adjusted, long rows) {
    if (rows < policy.minimumRows()) {
      return Level.UNDECIDED;
    }
    if (part.effect() < policy.watch()) {
      return Level.STABLE;
    }
    if (adjusted > policy.significance()) {
      return Level.UNDECIDED;
    }
    return part.effect() < policy.act() ? Level.WATCH : Level.ACT;
  }

  private static ColumnDrift column(ColumnComparison comparison, Change values, Change missing) {
    ReferenceColumn column = comparison.column();
    return new ColumnDrift(
        column.name(),
        values.level().or(missing.level()),
        column.weight(),
        column.personal(),
        values,
        missing,
        comparison.missingOfReference(),
        comparison.missingOfBatch(),
        comparison.statistics(),
        comparison.binShares(),
        OtherTools.of(column, comparison.batch()));
  }

  private ScoreSummary summary(NumberMarginal score) {
    long predicted = 0;
    for (int i = 0; i < score.values().length; i++) {
      predicted += score.values()[i] >= threshold ? score.counts()[i] : 0;
    }
    long rows = score.present();
    return rows == 0
        ? new ScoreSummary(0, 0, 0)
        : new ScoreSummary(rows, Numbers.mean(score), (double) predicted / rows);
  }
}
