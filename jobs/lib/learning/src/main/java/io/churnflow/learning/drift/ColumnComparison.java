package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.BinShares;
import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.contracts.drift.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One column of a batch beside the reference's: distances and p-values, no verdict yet, which
/// takes the p-values of all columns.
final class ColumnComparison {
  private final ReferenceColumn column;
  private final Marginal reference;
  private final Marginal batch;
  private final Bins bins;
  private final Shares shares;

  private ColumnComparison(ReferenceColumn column, Marginal reference, Marginal batch) {
    this.column = column;
    this.reference = reference;
    this.batch = batch;
    this.bins = Bins.of(reference);
    this.shares = new Shares(bins.rows(reference), bins.rows(batch));
  }

  /// @param raw the batch's column as it is
  /// @param salt of the digests of personal texts
  /// @throws IllegalArgumentException where one has numbers and the other texts
  static ColumnComparison of(ReferenceColumn column, Marginal raw, String salt) {
    Marginal batch = PersonalValues.as(column, raw, salt);
    Marginal reference = column.marginal();
    if (reference instanceof NumberMarginal first && batch instanceof NumberMarginal second) {
      int dropped = Math.max(first.droppedBits(), second.droppedBits());
      return new ColumnComparison(
          column, Numbers.coarser(first, dropped), Numbers.coarser(second, dropped));
    }
    if (reference instanceof CategoryMarginal && batch instanceof CategoryMarginal) {
      return new ColumnComparison(column, reference, batch);
    }
    throw new IllegalArgumentException(
        "column %s: expected values of the kind that the model was trained on"
            .formatted(column.name()));
  }

  /// How large a change is, and how likely by chance.
  ///
  /// @param effect population stability index less what chance gives
  /// @param test what the p-value is of
  record Part(double effect, String test, double p) {}

  ReferenceColumn column() {
    return column;
  }

  /// Of the rows that have a value.
  Part values() {
    if (!shares.isComparable()) {
      return new Part(0, "none: no values to compare", 1);
    }
    double effect = shares.correctedPsi();
    boolean continuous =
        reference instanceof NumberMarginal numbers && numbers.values().length > NumberBins.BINS;
    return continuous
        ? new Part(effect, "Kolmogorov-Smirnov", kolmogorovSmirnov().p())
        : levels(effect);
  }

  /// What the reference has no row of is few rows to expect of: chi-squared cannot be asked about
  /// it, Fisher's test can.
  private Part levels(double effect) {
    long unknown = 0;
    for (int bin = 0; bin < shares.batch().length; bin++) {
      unknown += shares.reference()[bin] == 0 ? shares.batch()[bin] : 0;
    }
    double p = shares.pooledChiSquared().p();
    if (unknown == 0) {
      return new Part(effect, "chi-squared", p);
    }
    double ofUnknown =
        FisherExact.of(0, reference.present(), unknown, batch.present() - unknown).p();
    return new Part(
        effect, "chi-squared, Fisher (new values)", Math.min(1, 2 * Math.min(p, ofUnknown)));
  }

  /// Of whether there is a value.
  Part missing() {
    if (reference.rows() == 0 || batch.rows() == 0) {
      return new Part(0, "none: no rows to compare", 1);
    }
    Shares given =
        new Shares(
            new long[] {reference.present(), reference.missing()},
            new long[] {batch.present(), batch.missing()});
    double p =
        FisherExact.of(reference.missing(), reference.present(), batch.missing(), batch.present())
            .p();
    return new Part(given.correctedPsi(), "Fisher", p);
  }

  double missingOfReference() {
    return share(reference);
  }

  double missingOfBatch() {
    return share(batch);
  }

  private static double share(Marginal marginal) {
    return marginal.rows() == 0 ? 0 : (double) marginal.missing() / marginal.rows();
  }

  private KolmogorovSmirnov kolmogorovSmirnov() {
    return KolmogorovSmirnov.of((NumberMarginal) reference, (NumberMarginal) batch);
  }

  Statistics statistics() {
    if (!shares.isComparable()) {
      return Statistics.NONE;
    }
    boolean numbers = reference instanceof NumberMarginal;
    Double area =
        numbers && !column.personal()
            ? Double.valueOf(
                Wasserstein.distance((NumberMarginal) reference, (NumberMarginal) batch))
            : null;
    return new Statistics(
        shares.psi(),
        shares.jensenShannon(),
        shares.chiSquared().statistic(),
        numbers ? kolmogorovSmirnov().distance() : null,
        area,
        byDeviation(area));
  }

  /// Not defined where the reference is constant.
  private @Nullable Double byDeviation(@Nullable Double area) {
    if (area == null) {
      return null;
    }
    double deviation = Numbers.deviation((NumberMarginal) reference);
    return deviation > 0 ? Double.valueOf(area / deviation) : null;
  }

  /// Bins that either has rows in.
  List<BinShares> binShares() {
    List<BinShares> all = new ArrayList<>();
    double n = Math.max(1, Shares.total(shares.reference()));
    double m = Math.max(1, Shares.total(shares.batch()));
    for (int bin = 0; bin < shares.reference().length; bin++) {
      if (shares.reference()[bin] + shares.batch()[bin] > 0) {
        all.add(new BinShares(label(bin), shares.reference()[bin] / n, shares.batch()[bin] / m));
      }
    }
    return all;
  }

  private String label(int bin) {
    return column.personal() ? "group " + (bin + 1) : bins.label(bin);
  }

  Marginal batch() {
    return batch;
  }
}
