package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Parting;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.Workers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A table whose column names the group, and whose groups have their label by chance: what one row
/// of a group tells of another is of no use for groups to come.
final class EarlyStoppingTest {
  private static final int GROUPS = 200;
  private static final int ROWS = 20 * GROUPS;
  private final double[] group =
      IntStream.range(0, ROWS).mapToDouble(row -> row / (ROWS / GROUPS)).toArray();
  private final byte[] labels = new byte[ROWS];

  EarlyStoppingTest() {
    Randomness random = new Randomness(7);
    byte[] ofGroup = new byte[GROUPS];
    for (int number = 0; number < GROUPS; number++) {
      ofGroup[number] = (byte) (random.nextDouble() < 0.5 ? 1 : 0);
    }
    for (int row = 0; row < ROWS; row++) {
      labels[row] = ofGroup[(int) group[row]];
    }
  }

  @Test
  void learnsFromRowsOfTheSameGroupWhereNothingKeepsThemTogether() {
    assertTrue(trees(Parting.STRATIFIED) > 100);
  }

  @Test
  void keepsGroupsTogether() {
    String[] texts =
        IntStream.range(0, ROWS).mapToObj(row -> "g" + group[row]).toArray(String[]::new);
    assertTrue(trees(new Parting.ByGroup(texts)) < 20);
  }

  @Test
  void setsTheNewestRowsAside() {
    assertTrue(trees(new Parting.ByTime(group)) < 20);
  }

  @Test
  void growsAllTreesWhereNothingCanBeSetAside() {
    String[] one = IntStream.range(0, ROWS).mapToObj(row -> "g").toArray(String[]::new);
    assertEquals(150, trees(new Parting.ByGroup(one)));
  }

  private int trees(Parting parting) {
    FeatureTable table =
        new FeatureTable(List.of(new NumberColumn("group", NumberColumn.Kind.NUMBER, group)), ROWS);
    Map<String, Object> parameters =
        Map.of("trees", 150, "early_stopping", 5, "min_leaf", 5, "max_leaves", 16);
    try (Workers workers = new Workers(2)) {
      Learner learner = Learner.of("gradient-boosting", parameters);
      FitContext context = new FitContext(1, workers, FitProgress.none(), parting);
      int[] rows = IntStream.range(0, ROWS).toArray();
      TreeModel model =
          (TreeModel) learner.fit(learner.prepare(table, workers), rows, labels, context);
      return model.ensemble().trees();
    }
  }
}
