package io.churnflow.learning.trees;

import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Folds;
import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.Parting;
import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.encoding.BinnableTable;
import io.churnflow.learning.encoding.TreeEncoder;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Finds how many trees a boosting should have: grows them on four fifths of its rows, until the
/// log loss of the others has not become less for some trees. Groups stay together, and by time the
/// newest rows are set aside.
public final class EarlyStopping {
  private static final int PARTS = 5;

  /// Of the seed that parts the rows; no fold has this number.
  private static final long SEED = 1 << 20;

  private final double[][] columns;
  private final byte[] labels;
  private final double[] margin;
  private final int patience;
  private double least = Double.POSITIVE_INFINITY;
  private int grown;
  private int best = 1;

  private EarlyStopping(double[][] columns, byte[] labels, double base, int patience) {
    this.columns = columns;
    this.labels = labels;
    this.margin = new double[labels.length];
    this.patience = patience;
    Arrays.fill(margin, base);
  }

  /// The number of trees with the least log loss; of equal ones the smallest. Where the rows cannot
  /// be parted with both classes in every part, nothing can be set aside: all trees.
  ///
  /// @param rows the rows that a fit may see, parted here
  /// @param labels 1 or 0 for every row of the table
  public static int trees(
      GradientBoosting options,
      BinnableTable table,
      int[] rows,
      byte[] labels,
      FitContext context) {
    Parting parting = context.parting().select(rows);
    Folds parts;
    try {
      parts = parting.folds(Labels.select(labels, rows), PARTS, context.derive(SEED).seed());
    } catch (IllegalArgumentException impossible) {
      return options.trees();
    }
    int fold = parting.nextToCome(parts);
    int[] grow = pick(rows, parts.outside(fold));
    int[] aside = pick(rows, parts.inside(fold));
    TreeEncoder encoder = TreeEncoder.fit(table.table(), grow, labels, context.workers());
    byte[] growLabels = Labels.select(labels, grow);
    EarlyStopping stopping =
        new EarlyStopping(
            encoder.encode(table.table().select(aside)),
            Labels.select(labels, aside),
            Logistic.margin(growLabels),
            options.earlyStopping());
    BinnedRows binned = table.bin(encoder, grow, labels, context.workers());
    FitContext quiet = new FitContext(context.seed(), context.workers(), FitProgress.none());
    BoostingFit.fit(binned, growLabels, options, quiet, stopping::goOn);
    return stopping.best;
  }

  private static int[] pick(int[] rows, int[] places) {
    return IntStream.of(places).map(place -> rows[place]).toArray();
  }

  private boolean goOn(TreeNodes tree) {
    tree.addTo(columns, margin);
    grown++;
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      loss += Logistic.softplus(labels[row] == 1 ? -margin[row] : margin[row]);
    }
    if (loss < least) {
      least = loss;
      best = grown;
    }
    return grown - best < patience;
  }
}
