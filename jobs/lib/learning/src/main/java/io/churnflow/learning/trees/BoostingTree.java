package io.churnflow.learning.trees;

import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinEdges;
import io.churnflow.learning.binning.BinnedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Grows one boosted tree after the other: always the leaf whose best split gains most, until there
/// are enough leaves.
final class BoostingTree {
  private final BinnedRows columns;
  private final GradientBoosting options;
  private final GradientHistograms histograms;
  private final RowOrder order;
  private final Workers workers;
  private final byte[] right = new byte[BinEdges.MAX_BINS];

  BoostingTree(BinnedRows columns, GradientBoosting options, Gradients gradients, Workers workers) {
    this.columns = columns;
    this.options = options;
    this.histograms = new GradientHistograms(columns, gradients, workers);
    this.order = new RowOrder(columns, workers);
    this.workers = workers;
  }

  /// A node while the tree grows: its rows are `rows[from, to)`.
  private static final class Node {
    final int from;
    final int to;
    final int depth;
    final double value;
    final GradientSplit split;
    long @Nullable [] histogram;
    @Nullable Node left;
    @Nullable Node right;

    Node(int from, int to, int depth, double value, GradientSplit split) {
      this.from = from;
      this.to = to;
      this.depth = depth;
      this.value = value;
      this.split = split;
    }
  }

  /// Grows a tree on the current gradients and adds its values to the margins.
  TreeNodes grow(double[] margin) {
    order.reset();
    long[] all = histograms.fill(order.rows, 0, columns.rows());
    Node root = node(0, columns.rows(), 0, histograms.totals(all), all);
    List<Node> leaves = new ArrayList<>(List.of(root));
    while (leaves.size() < options.maxLeaves()) {
      Node best = best(leaves);
      if (best.split.parting.isNone()) {
        break;
      }
      leaves.remove(best);
      divide(best, leaves);
    }
    workers.run(leaves.size(), number -> addTo(margin, leaves.get(number)));
    TreeNodes nodes = new TreeNodes();
    write(root, nodes);
    return nodes;
  }

  private static Node best(List<Node> leaves) {
    Node best = leaves.getFirst();
    for (Node leaf : leaves) {
      best = leaf.split.gain > best.split.gain ? leaf : best;
    }
    return best;
  }

  private Node node(
      int from, int to, int depth, GradientHistograms.Totals totals, long[] histogram) {
    GradientSplit split = new GradientSplit(totals, options);
    if (to - from >= 2 * options.minLeaf() && depth < options.maxDepth()) {
      for (int column = 0; column < columns.width(); column++) {
        split.consider(column, columns, histogram, histograms.offset(column));
      }
    }
    double step = -totals.first() / (totals.second() + options.l2() + 1e-12);
    Node node = new Node(from, to, depth, options.learningRate() * step, split);
    node.histogram = split.parting.isNone() ? null : histogram;
    return node;
  }

  /// The smaller side is counted, the larger one is the parent less the smaller.
  private void divide(Node parent, List<Node> leaves) {
    GradientSplit split = parent.split;
    split.parting.writeSides(columns, right);
    int middle = order.partition(parent.from, parent.to, split.parting.column(), right);
    boolean leftIsSmaller = middle - parent.from <= parent.to - middle;
    long[] smaller =
        leftIsSmaller
            ? histograms.fill(order.rows, parent.from, middle)
            : histograms.fill(order.rows, middle, parent.to);
    long[] larger = Objects.requireNonNull(parent.histogram);
    histograms.subtract(larger, smaller);
    int depth = parent.depth + 1;
    Node left =
        node(parent.from, middle, depth, split.leftTotals(), leftIsSmaller ? smaller : larger);
    Node right =
        node(middle, parent.to, depth, split.rightTotals(), leftIsSmaller ? larger : smaller);
    parent.histogram = null;
    parent.left = left;
    parent.right = right;
    leaves.add(left);
    leaves.add(right);
  }

  private void addTo(double[] margin, Node leaf) {
    for (int i = leaf.from; i < leaf.to; i++) {
      margin[order.rows[i]] += leaf.value;
    }
  }

  private void write(Node node, TreeNodes nodes) {
    if (node.left == null || node.right == null) {
      nodes.leaf(node.value, node.to - node.from);
      return;
    }
    int split = node.split.parting.appendTo(nodes, columns);
    write(node.left, nodes);
    nodes.right(split);
    write(node.right, nodes);
  }
}
