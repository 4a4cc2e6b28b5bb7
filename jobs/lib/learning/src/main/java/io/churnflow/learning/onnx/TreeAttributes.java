package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An ensemble as the attributes of ai.onnx.ml 5's TreeEnsemble: splits and leaves are numbered
/// apart, each in pre-order.
///
/// A tree that is one leaf only is written as a split both of whose sides are that leaf, as the
/// operator wants.
final class TreeAttributes {
  private final TreeEnsemble ensemble;
  private final int splits;
  private final int[] column;
  private final double[] threshold;
  private final int[] left;
  private final int[] leftIsLeaf;
  private final int[] right;
  private final int[] rightIsLeaf;
  private final int[] roots;
  private final double[] leaves;

  private TreeAttributes(TreeEnsemble ensemble) {
    this.ensemble = ensemble;
    int leafCount = (int) Arrays.stream(ensemble.feature()).filter(f -> f < 0).count();
    int single = 0;
    for (int root : ensemble.roots()) {
      single += ensemble.feature()[root] < 0 ? 1 : 0;
    }
    splits = ensemble.nodes() - leafCount + single;
    column = new int[splits];
    threshold = new double[splits];
    left = new int[splits];
    leftIsLeaf = new int[splits];
    right = new int[splits];
    rightIsLeaf = new int[splits];
    roots = new int[ensemble.trees()];
    leaves = new double[leafCount];
  }

  static TreeAttributes of(TreeEnsemble ensemble) {
    TreeAttributes attributes = new TreeAttributes(ensemble);
    attributes.fill();
    return attributes;
  }

  private void fill() {
    int[] number = numbers();
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = number[ensemble.roots()[tree]];
    }
  }

  /// Fills splits and leaves; gives each node's number among the splits or among the leaves.
  private int[] numbers() {
    int[] feature = ensemble.feature();
    int[] number = new int[feature.length];
    int split = 0;
    int leaf = 0;
    int tree = 0;
    for (int node = 0; node < feature.length; node++) {
      boolean root = tree < roots.length && ensemble.roots()[tree] == node;
      tree += root ? 1 : 0;
      if (feature[node] < 0) {
        leaves[leaf] = ensemble.value()[node];
        number[node] = root ? single(split++, leaf) : leaf;
        leaf++;
      } else {
        number[node] = split++;
      }
    }
    for (int node = 0; node < feature.length; node++) {
      if (feature[node] >= 0) {
        fill(node, number);
      }
    }
    return number;
  }

  private int single(int split, int leaf) {
    left[split] = leaf;
    right[split] = leaf;
    leftIsLeaf[split] = 1;
    rightIsLeaf[split] = 1;
    return split;
  }

  private void fill(int node, int[] number) {
    int split = number[node];
    int rightNode = ensemble.right()[node];
    column[split] = ensemble.feature()[node];
    threshold[split] = ensemble.value()[node];
    left[split] = number[node + 1];
    leftIsLeaf[split] = ensemble.feature()[node + 1] < 0 ? 1 : 0;
    right[split] = number[rightNode];
    rightIsLeaf[split] = ensemble.feature()[rightNode] < 0 ? 1 : 0;
  }

  List<AttributeProto> attributes() {
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.number("aggregate_function", aggregate(ensemble.kind())));
    attributes.add(Attributes.numbers("leaf_targetids", new int[leaves.length]));
    attributes.add(Attributes.tensor("leaf_weights", Tensors.doubles("leaf_weights", leaves)));
    attributes.add(Attributes.number("n_targets", 1));
    attributes.add(Attributes.numbers("nodes_falseleafs", rightIsLeaf));
    attributes.add(Attributes.numbers("nodes_falsenodeids", right));
    attributes.add(Attributes.numbers("nodes_featureids", column));
    // All zeros: every split is "value ≤ threshold".
    attributes.add(Attributes.tensor("nodes_modes", Tensors.zeroBytes("nodes_modes", splits)));
    attributes.add(Attributes.tensor("nodes_splits", Tensors.doubles("nodes_splits", threshold)));
    attributes.add(Attributes.numbers("nodes_trueleafs", leftIsLeaf));
    attributes.add(Attributes.numbers("nodes_truenodeids", left));
    attributes.add(Attributes.number("post_transform", 0));
    attributes.add(Attributes.numbers("tree_roots", roots));
    return attributes;
  }

  private static int aggregate(TreeEnsemble.Kind kind) {
    return switch (kind) {
      case MEAN -> 0;
      case LOGISTIC_SUM -> 1;
    };
  }
}
