package io.churnflow.learning.explain;

import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.Workers;
import io.churnflow.learning.encoding.TreeEncoding;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.List;
import java.util.stream.IntStream;

/// Explains trees. A raw column gets what its encoded columns get: the share of being missing is
/// the column's own.
final class TreeExplainer implements Explainer {
  private static final int BATCH = 256;
  private static final int MOST_ROWS_A_TASK = 1 << 14;

  private final TreeModel model;
  private final TreeEnsemble ensemble;
  private final PathEdges edges;
  private final Quadrature[] quadratures;
  private final int[] rawColumns;
  private final double base;

  /// @param model an explainable one
  TreeExplainer(TreeModel model) {
    this.model = model;
    this.ensemble = model.ensemble();
    this.edges = PathEdges.of(ensemble);
    this.quadratures =
        IntStream.rangeClosed(0, edges.mostPoints())
            .mapToObj(points -> Quadrature.of(Math.max(1, points)))
            .toArray(Quadrature[]::new);
    List<TreeEncoding> encodings = model.encoder().encodings();
    this.rawColumns =
        IntStream.range(0, encodings.size())
            .flatMap(raw -> IntStream.generate(() -> raw).limit(encodings.get(raw).width()))
            .toArray();
    this.base = expected(ensemble);
  }

  /// The score's mean over the training rows, as trees saw them.
  private static double expected(TreeEnsemble ensemble) {
    double sum = 0;
    int tree = 0;
    int root = 0;
    for (int node = 0; node < ensemble.nodes(); node++) {
      if (tree < ensemble.trees() && ensemble.roots()[tree] == node) {
        root = node;
        tree++;
      }
      if (ensemble.feature()[node] == TreeEnsemble.LEAF) {
        sum += ensemble.value()[node] * ensemble.cover()[node] / ensemble.cover()[root];
      }
    }
    return ensemble.base() + sum / divisor(ensemble);
  }

  /// What the sum over trees is divided by.
  private static double divisor(TreeEnsemble ensemble) {
    return switch (ensemble.kind()) {
      case MEAN -> ensemble.trees();
      case LOGISTIC_SUM -> 1;
    };
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public List<Feature> features() {
    return model.features();
  }

  @Override
  public Contributions explain(FeatureTable table, Workers workers) {
    double[][] encoded = model.encoder().encode(table);
    double[][] values = new double[model.features().size()][table.rows()];
    int share = Math.ceilDiv(table.rows(), workers.threads());
    int size = Math.clamp(share, 1, MOST_ROWS_A_TASK);
    workers.run(
        Math.ceilDiv(table.rows(), size),
        task -> {
          int from = task * size;
          explain(encoded, from, Math.min(table.rows(), from + size), values);
        });
    return new Contributions(features(), base, values);
  }

  private void explain(double[][] encoded, int from, int to, double[][] values) {
    TreeWalk walk = new TreeWalk(ensemble, edges, Math.min(BATCH, to - from));
    double divisor = divisor(ensemble);
    for (int first = from; first < to; first += BATCH) {
      int rows = Math.min(BATCH, to - first);
      double[][] found = walk.explain(encoded, first, rows, quadratures);
      for (int column = 0; column < found.length; column++) {
        double[] raw = values[rawColumns[column]];
        for (int row = 0; row < rows; row++) {
          raw[first + row] += found[column][row] / divisor;
        }
      }
    }
  }
}
