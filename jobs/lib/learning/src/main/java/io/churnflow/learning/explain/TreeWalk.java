package io.churnflow.learning.explain;

import io.churnflow.learning.trees.TreeEnsemble;
import java.util.Arrays;

/// Walks all ways of a tree with some rows at once and adds up what each column contributes.
///
/// A leaf's value counts for a row as far as the row goes the leaf's way; where a column is
/// unknown, the share z of training rows that went it stands in (path-dependent TreeSHAP, Lundberg
/// et al. 2020). The Shapley weights of sets of columns are values of a beta function, so that the
/// sum over all sets is an integral: with o = 1 where the row satisfies all that the way asks of a
/// column, else 0, column i gets of a leaf
///
/// value · (oᵢ - zᵢ) · ∫₀¹ ∏ⱼ≠ᵢ (oⱼ t + zⱼ (1 - t)) dt
///
/// The integrand is a polynomial, which few Gauss-Legendre points integrate exactly. Per point, the
/// products go down the tree and their sums over leaves come back up, as in Linear TreeSHAP (Yu et
/// al. 2022); all factors are positive, so no digits cancel.
final class TreeWalk {
  private final TreeEnsemble ensemble;
  private final PathEdges edges;

  /// By depth and point: each row's product of factors, times the point's weight / (1 - t).
  private final double[][][] products;

  /// By depth and point: the sum of leaf value times product over the leaves below.
  private final double[][][] sums;

  /// By depth at which an edge ends: 1 for the rows that satisfy it and all above of its column.
  private final double[][] satisfied;

  /// By depth at which an edge ends: its share.
  private final double[] shareAt;

  private final double[][] contributions;
  private double[][] columns = {};
  private Quadrature quadrature = Quadrature.of(1);
  private int start;
  private int rows;

  /// @param capacity most rows at once
  TreeWalk(TreeEnsemble ensemble, PathEdges edges, int capacity) {
    this.ensemble = ensemble;
    this.edges = edges;
    this.products = new double[edges.depth() + 1][edges.mostPoints()][capacity];
    this.sums = new double[edges.depth() + 1][edges.mostPoints()][capacity];
    this.satisfied = new double[edges.depth() + 1][capacity];
    this.shareAt = new double[edges.depth() + 1];
    this.contributions = new double[ensemble.width()][capacity];
  }

  /// Explains some rows.
  ///
  /// @param encoded what the trees see, `[columns][rows]`
  /// @param first the first row to explain
  /// @param count how many
  /// @param quadratures by number of points
  /// @return `[encoded columns][count or more]`, to be read before the next call
  double[][] explain(double[][] encoded, int first, int count, Quadrature[] quadratures) {
    columns = encoded;
    start = first;
    rows = count;
    for (double[] column : contributions) {
      Arrays.fill(column, 0, rows, 0);
    }
    for (int tree = 0; tree < ensemble.trees(); tree++) {
      int root = ensemble.roots()[tree];
      if (ensemble.feature()[root] != TreeEnsemble.LEAF) {
        quadrature = quadratures[edges.points(tree)];
        for (int point = 0; point < quadrature.points().length; point++) {
          double weight = quadrature.weights()[point] / (1 - quadrature.points()[point]);
          Arrays.fill(products[0][point], 0, rows, weight);
        }
        split(root, 0);
      }
    }
    return contributions;
  }

  /// Leaves the sums over the leaves below a split.
  private void split(int node, int depth) {
    double[] asked = columns[ensemble.feature()[node]];
    double threshold = ensemble.value()[node];
    double[] goes = satisfied[depth + 1];
    for (int row = 0; row < rows; row++) {
      goes[row] = asked[start + row] <= threshold ? 1 : 0;
    }
    edge(node, node + 1, depth);
    for (int point = 0; point < quadrature.points().length; point++) {
      System.arraycopy(sums[depth + 1][point], 0, sums[depth][point], 0, rows);
    }
    for (int row = 0; row < rows; row++) {
      goes[row] = asked[start + row] <= threshold ? 0 : 1;
    }
    edge(node, ensemble.right()[node], depth);
    for (int point = 0; point < quadrature.points().length; point++) {
      RowKernels.add(sums[depth][point], sums[depth + 1][point], rows);
    }
  }

  /// Takes the rows down an edge and all below it, and credits the edge's column.
  private void edge(int node, int child, int depth) {
    int column = ensemble.feature()[node];
    boolean leaf = ensemble.feature()[child] == TreeEnsemble.LEAF;
    double scale = leaf ? ensemble.value()[child] : 1;
    double[][] below = leaf ? sums[depth + 1] : products[depth + 1];
    int above = edges.above()[child];
    shareAt[depth + 1] = edges.share()[child];
    if (above > 0) {
      RowKernels.multiply(satisfied[depth + 1], satisfied[above], rows);
      again(child, depth, scale, below);
    } else {
      first(child, depth, scale, below);
    }
    if (!leaf) {
      split(child, depth + 1);
    }
    credit(contributions[column], child, depth + 1, above);
  }

  /// The column's first edge on the way: its factor joins the product.
  private void first(int child, int depth, double scale, double[][] below) {
    double share = edges.share()[child];
    for (int point = 0; point < quadrature.points().length; point++) {
      double t = quadrature.points()[point];
      RowKernels.join(
          below[point],
          products[depth][point],
          satisfied[depth + 1],
          scale * t,
          scale * share * (1 - t),
          rows);
    }
  }

  /// A later edge of the column: its factor takes the place of the one before.
  private void again(int child, int depth, double scale, double[][] below) {
    int above = edges.above()[child];
    double share = edges.share()[child];
    double kept = share / shareAt[above];
    for (int point = 0; point < quadrature.points().length; point++) {
      double t = quadrature.points()[point];
      double before = t + shareAt[above] * (1 - t);
      RowKernels.replace(
          below[point],
          products[depth][point],
          satisfied[depth + 1],
          satisfied[above],
          scale * t / before,
          scale * share * (1 - t) / before,
          scale * kept,
          rows);
    }
  }

  /// Adds (oᵢ - zᵢ) / factorᵢ times the sums to the column's contributions; for a later edge of the
  /// column, that less the same of the edge before, which was credited with all below.
  private void credit(double[] column, int child, int depth, int above) {
    double share = edges.share()[child];
    for (int point = 0; point < quadrature.points().length; point++) {
      double t = quadrature.points()[point];
      double own = 1 / (t + share * (1 - t));
      if (above > 0) {
        double before = 1 / (t + shareAt[above] * (1 - t));
        RowKernels.creditMore(
            column, sums[depth][point], satisfied[depth], satisfied[above], own, before, rows);
      } else {
        RowKernels.credit(column, sums[depth][point], satisfied[depth], own, rows);
      }
    }
  }
}
