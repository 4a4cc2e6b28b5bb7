package io.churnflow.learning.trees;

/// Checks leaf values, so that every sum over trees is finite and every mean a probability.
final class LeafValues {
  private static final double LIMIT = 1e12;

  private LeafValues() {}

  static void check(int[] feature, double[] value, TreeEnsemble.Kind kind, double base) {
    double least = kind == TreeEnsemble.Kind.MEAN ? 0 : -LIMIT;
    double most = kind == TreeEnsemble.Kind.MEAN ? 1 : LIMIT;
    double baseLimit = kind == TreeEnsemble.Kind.MEAN ? 0 : LIMIT;
    require(Math.abs(base) <= baseLimit, "base", -baseLimit, baseLimit, base);
    for (int node = 0; node < feature.length; node++) {
      boolean split = feature[node] != TreeEnsemble.LEAF;
      require(
          split || (value[node] >= least && value[node] <= most), "leaf", least, most, value[node]);
    }
  }

  private static void require(boolean holds, String what, double least, double most, double found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected a value from %s to %s, found %s".formatted(what, least, most, found));
    }
  }
}
