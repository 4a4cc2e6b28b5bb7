package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.trees.TreeEnsemble.Kind;
import org.junit.jupiter.api.Test;

final class TreeEnsembleTest {
  // x0 ≤ 1 ? 0.2 : (x1 ≤ -3 ? 0.4 : 0.9), and a tree that is a single leaf.
  private static final int[] ROOTS = {0, 5};
  private static final int[] FEATURE = {0, -1, 1, -1, -1, -1};
  private static final double[] VALUE = {1, 0.2, -3, 0.4, 0.9, 0.5};
  private static final int[] RIGHT = {2, 0, 4, 0, 0, 0};
  private static final int[] NO_COVERS = {};
  private static final double[][] ROWS = {{1, 1.1, 1.1}, {0, -3, 0}};

  @Test
  void averagesTheLeavesOfAForest() {
    TreeEnsemble forest = new TreeEnsemble(ROOTS, FEATURE, VALUE, RIGHT, NO_COVERS, Kind.MEAN, 0);
    assertArrayEquals(new double[] {0.35, 0.45, 0.7}, forest.probabilities(ROWS, 3), 1e-15);
    assertEquals(2, forest.width());
  }

  @Test
  void addsTheLeavesOfABoostedEnsembleToItsBase() {
    TreeEnsemble boosted =
        new TreeEnsemble(ROOTS, FEATURE, VALUE, RIGHT, NO_COVERS, Kind.LOGISTIC_SUM, -0.7);
    double[] expected = {
      1 / (1 + Math.exp(0.0)), 1 / (1 + Math.exp(-0.2)), 1 / (1 + Math.exp(-0.7))
    };
    assertArrayEquals(expected, boosted.probabilities(ROWS, 3), 1e-15);
  }

  @Test
  void refusesArraysThatAreNoWholeTrees() {
    refuses(new int[] {0, 4}, FEATURE, VALUE, RIGHT);
    refuses(new int[] {0}, FEATURE, VALUE, RIGHT);
    refuses(ROOTS, FEATURE, VALUE, new int[] {2, 0, 0, 0, 0, 0});
    refuses(ROOTS, FEATURE, VALUE, new int[] {2, 0, 4, 1, 0, 0});
    refuses(ROOTS, new int[] {0, -1, 1, -1, -1, 0}, VALUE, RIGHT);
    refuses(ROOTS, new int[] {0, -1, 1, -1, -2, -1}, VALUE, RIGHT);
    refuses(ROOTS, FEATURE, new double[] {1, 0.2, Double.NaN, 0.4, 0.9, 0.5}, RIGHT);
    refuses(ROOTS, FEATURE, new double[] {1, 0.2, -3, 0.4, 1.1, 0.5}, RIGHT);
    refuses(new int[0], new int[0], new double[0], new int[0]);
  }

  private static void refuses(int[] roots, int[] feature, double[] value, int[] right) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TreeEnsemble(roots, feature, value, right, NO_COVERS, Kind.MEAN, 0));
    assertTrue(String.valueOf(refusal.getMessage()).contains("expected"));
  }
}
