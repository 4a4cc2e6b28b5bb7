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
  private final long[] roots;
  private final long[] columns;
  private final double[] thresholds;
  private final double[] leaves;
  private final long[] left;
  private final long[] leftIsLeaf;
  private final long[] right;
  private final long[] rightIsLeaf;

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
    for (long[] list : List.of(columns, left, leftIsLeaf, right, rightIsLeaf)) {
      require(list.length == thresholds.length, "tree splits", thresholds.length, list.length);
    }
    int most = thresholds.length + leaves.length;
    feature = new int[most];
    value = new double[most];
    rightNode = new int[most];
  }

  TreeEnsemble ensemble(TreeEnsemble.Kind kind, double base) {
    int[] starts = new int[roots.length];
    for (int tree = 0; tree < starts.length; tree++) {
      starts[tree] = size;
      int split = NodeReader.whole(roots[tree]);
      if (split < thresholds.length && isSingleLeaf(split)) {
        take(split, nextSplit++, "number of a tree's next split");
        leaf(left[split]);
      } else {
        subtree(split, 0);
      }
    }
    return new TreeEnsemble(
        starts,
        Arrays.copyOf(feature, size),
        Arrays.copyOf(value, size),
        Arrays.copyOf(rightNode, size),
        new int[0],
        kind,
        base);
  }

  private boolean isSingleLeaf(int split) {
    return leftIsLeaf[split] == 1 && rightIsLeaf[split] == 1 && left[split] == right[split];
  }

  private void subtree(long split, int depth) {
    require(depth < TreeEnsemble.MAX_DEPTH, "tree depth", TreeEnsemble.MAX_DEPTH, "more");
    int number = take(split, nextSplit++, "number of a tree's next split");
    require(number < thresholds.length, "tree split", "one that is there", number);
    int node = size++;
    feature[node] = NodeReader.whole(columns[number]);
    value[node] = thresholds[number];
    side(left[number], leftIsLeaf[number], depth);
    rightNode[node] = size;
    side(right[number], rightIsLeaf[number], depth);
  }

  private void side(long number, long isLeaf, int depth) {
    if (isLeaf == 1) {
      leaf(number);
    } else {
      subtree(number, depth + 1);
    }
  }

  private void leaf(long number) {
    int leaf = take(number, nextLeaf++, "number of a tree's next leaf");
    require(leaf < leaves.length, "tree leaf", "one that is there", leaf);
    feature[size] = TreeEnsemble.LEAF;
    value[size++] = leaves[leaf];
  }

  private static int take(long found, int expected, String what) {
    require(found == expected, what, expected, found);
    return expected;
  }
}
