package io.churnflow.learning.onnx;

import static io.churnflow.learning.onnx.DamagedModelException.require;

import io.churnflow.learning.trees.TreeEnsemble;
import java.util.Arrays;
import java.util.List;

/// Turns the attributes that [TreeAttributes] wrote back into flat arrays.
///
/// Splits and leaves are taken strictly in the order of their numbers, each once: so this ends
/// after as many steps as the file has nodes, whatever the file says.
final class StoredTrees {
  private final List<Long> roots;
  private final List<Long> columns;
  private final double[] thresholds;
  private final double[] leaves;
  private final List<Long> left;
  private final List<Long> leftIsLeaf;
  private final List<Long> right;
  private final List<Long> rightIsLeaf;

  private final int[] feature;
  private final double[] value;
  private final int[] rightNode;
  private int size;
  private int nextSplit;
  private int nextLeaf;

  StoredTrees(NodeReader node) {
    roots = node.numbers("tree_roots");
    columns = node.numbers("nodes_featureids");
    thresholds = node.doubles("nodes_splits");
    leaves = node.doubles("leaf_weights");
    left = node.numbers("nodes_truenodeids");
    leftIsLeaf = node.numbers("nodes_trueleafs");
    right = node.numbers("nodes_falsenodeids");
    rightIsLeaf = node.numbers("nodes_falseleafs");
    for (List<Long> list : List.of(columns, left, leftIsLeaf, right, rightIsLeaf)) {
      require(list.size() == thresholds.length, "tree splits", thresholds.length, list.size());
    }
    int most = thresholds.length + leaves.length;
    feature = new int[most];
    value = new double[most];
    rightNode = new int[most];
  }

  TreeEnsemble ensemble(TreeEnsemble.Kind kind, double base) {
    int[] starts = new int[roots.size()];
    for (int tree = 0; tree < starts.length; tree++) {
      starts[tree] = size;
      int split = NodeReader.whole(roots.get(tree));
      if (split < thresholds.length && isSingleLeaf(split)) {
        take(split, nextSplit++, "split");
        leaf(left.get(split));
      } else {
        subtree(split, 0);
      }
    }
    return new TreeEnsemble(
        starts,
        Arrays.copyOf(feature, size),
        Arrays.copyOf(value, size),
        Arrays.copyOf(rightNode, size),
        kind,
        base);
  }

  private boolean isSingleLeaf(int split) {
    return leftIsLeaf.get(split) == 1
        && rightIsLeaf.get(split) == 1
        && left.get(split).equals(right.get(split));
  }

  private void subtree(long split, int depth) {
    require(depth < TreeEnsemble.MAX_DEPTH, "tree depth", TreeEnsemble.MAX_DEPTH, "more");
    int number = take(split, nextSplit++, "split");
    require(number < thresholds.length, "tree split", "one below " + thresholds.length, number);
    int node = size++;
    feature[node] = NodeReader.whole(columns.get(number));
    value[node] = thresholds[number];
    side(left.get(number), leftIsLeaf.get(number), depth);
    rightNode[node] = size;
    side(right.get(number), rightIsLeaf.get(number), depth);
  }

  private void side(long number, long isLeaf, int depth) {
    if (isLeaf == 1) {
      leaf(number);
    } else {
      subtree(number, depth + 1);
    }
  }

  private void leaf(long number) {
    int leaf = take(number, nextLeaf++, "leaf");
    require(leaf < leaves.length, "tree leaf", "one below " + leaves.length, leaf);
    feature[size] = TreeEnsemble.LEAF;
    value[size++] = leaves[leaf];
  }

  private static int take(long found, int expected, String what) {
    require(found == expected, "number of a tree's next " + what, expected, found);
    return expected;
  }
}
