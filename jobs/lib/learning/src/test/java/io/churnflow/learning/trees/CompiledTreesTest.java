package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.trees.TreeEnsemble.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompiledTreesTest {
  private static final int WIDTH = 5;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 63, 64, 65, 1000, 511, 512, 513, 10_000, 65_537})
  void findsTheLeavesThatAWalkFinds(int rows) {
    TreeEnsemble ensemble = ensemble(7, 400, 40);
    double[][] columns = columns(rows, 60);
    assertArrayEquals(byWalking(ensemble, columns, rows), sums(ensemble, columns, rows));
  }

  @Test
  void findsThemAmongTensOfThousandsOfThresholds() {
    TreeEnsemble ensemble = ensemble(60, 400, 1_000_000);
    double[][] columns = columns(3_000, 1_000_000);
    assertArrayEquals(byWalking(ensemble, columns, 3_000), sums(ensemble, columns, 3_000));
  }

  @Test
  void takesNegativeZeroForZero() {
    TreeEnsemble ensemble =
        new TreeEnsemble(
            new int[] {0},
            new int[] {0, -1, -1},
            new double[] {-0.0, 1, 2},
            new int[] {2, 0, 0},
            new int[0],
            Kind.LOGISTIC_SUM,
            0);
    double[][] columns = {{0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE}};
    assertArrayEquals(new double[] {1, 1, 2, 1}, sums(ensemble, columns, 4));
  }

  @Test
  void refusesMoreThresholdsOfAColumnThanACodeCanTell() {
    TreeNodes nodes = new TreeNodes();
    List<TreeNodes> trees = new ArrayList<>(List.of(nodes));
    for (int i = 0; i < 70_000; i++) {
      TreeNodes tree = i == 0 ? nodes : new TreeNodes();
      int split = tree.split(0, i);
      tree.leaf(0, 1);
      tree.right(split);
      tree.leaf(1, 1);
      if (i > 0) {
        trees.add(tree);
      }
    }
    TreeEnsemble ensemble = TreeNodes.ensemble(trees, Kind.MEAN, 0);
    assertEquals(
        "trees: expected at most 65535 thresholds of a column, found 70000",
        assertThrows(IllegalArgumentException.class, ensemble::scorer).getMessage());
  }

  private static double[] sums(TreeEnsemble ensemble, double[][] columns, int rows) {
    return CompiledTrees.of(ensemble).sums(columns, rows);
  }

  private static double[] byWalking(TreeEnsemble ensemble, double[][] columns, int rows) {
    double[] sums = new double[rows];
    for (int root : ensemble.roots()) {
      for (int row = 0; row < rows; row++) {
        int node = root;
        while (ensemble.feature()[node] != TreeEnsemble.LEAF) {
          boolean left = columns[ensemble.feature()[node]][row] <= ensemble.value()[node];
          node = left ? node + 1 : ensemble.right()[node];
        }
        sums[row] += ensemble.value()[node];
      }
    }
    return sums;
  }

  /// Random trees over thresholds 0, 1, ... below `bound`.
  private static TreeEnsemble ensemble(int trees, int leaves, int bound) {
    Randomness random = new Randomness(6);
    List<TreeNodes> grown = new ArrayList<>();
    for (int tree = 0; tree < trees; tree++) {
      TreeNodes nodes = new TreeNodes();
      grow(nodes, 1 + random.nextInt(leaves), random, bound);
      grown.add(nodes);
    }
    return TreeNodes.ensemble(grown, Kind.LOGISTIC_SUM, 0);
  }

  private static void grow(TreeNodes nodes, int leaves, Randomness random, int bound) {
    if (leaves == 1) {
      nodes.leaf(random.nextInt(1000) / 7.0, 1);
      return;
    }
    int split = nodes.split(random.nextInt(WIDTH), random.nextInt(bound));
    int left = leaves / 3 + 1 + random.nextInt(Math.max(1, leaves / 3));
    left = Math.min(left, leaves - 1);
    grow(nodes, left, random, bound);
    nodes.right(split);
    grow(nodes, leaves - left, random, bound);
  }

  private static double[][] columns(int rows, int bound) {
    Randomness random = new Randomness(rows + 1L);
    double[][] columns = new double[WIDTH][rows];
    for (double[] column : columns) {
      Arrays.setAll(column, row -> random.nextInt(2 * bound) / 2.0);
    }
    return columns;
  }
}
