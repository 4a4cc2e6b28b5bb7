package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.contracts.drift.ToolVerdict;
import java.util.List;

/// What other tools say of a column, by their own definitions.
final class OtherTools {
  private static final double DEVIATIONS = 3;

  private OtherTools() {}

  /// Nothing where either side has no values, nor of a personal column's numbers, whose values are
  /// not known.
  static List<ToolVerdict> of(ReferenceColumn column, Marginal batch) {
    Marginal reference = column.marginal();
    boolean known = !(column.personal() && reference instanceof NumberMarginal);
    if (!known || reference.present() == 0 || batch.present() == 0) {
      return List.of();
    }
    return List.of(Evidently.of(reference, batch), nannyml(column, batch));
  }

  /// NannyML 0.13: Jensen-Shannon distance, base 2; an alert beyond three standard deviations of
  /// the reference's chunks.
  private static ToolVerdict nannyml(ReferenceColumn column, Marginal batch) {
    double value = nannymlDistance(column.marginal(), batch);
    ReferenceColumn.Chunks chunks = column.chunks();
    double above = chunks.mean() + DEVIATIONS * chunks.deviation();
    return new ToolVerdict(
        "NannyML",
        "Jensen-Shannon distance, base 2, Doane's bins; mean and 3 deviations of ten chunks",
        value,
        above,
        value > above);
  }

  /// NaN where a side has no values.
  static double nannymlDistance(Marginal reference, Marginal batch) {
    Shares shares =
        switch (reference) {
          case NumberMarginal numbers -> {
            double[] edges = DoaneBins.edges(numbers);
            yield new Shares(
                DoaneBins.rows(edges, numbers), DoaneBins.rows(edges, (NumberMarginal) batch));
          }
          case CategoryMarginal texts -> LevelCounts.of(texts, batch).shares();
        };
    return shares.isComparable()
        ? JensenShannon.distanceInBits(
            Shares.shares(shares.reference()), Shares.shares(shares.batch()))
        : Double.NaN;
  }
}
