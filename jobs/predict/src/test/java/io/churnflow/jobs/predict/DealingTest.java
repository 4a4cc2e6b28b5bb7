package io.churnflow.jobs.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.contracts.pipeline.Challengers.Mode;
import io.churnflow.runtime.Utf8Texts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DealingTest {
  private static final int CUSTOMERS = 20_000;
  private static final Utf8Texts IDS = ids(0, CUSTOMERS);

  private static Utf8Texts ids(int from, int to) {
    String[] ids = IntStream.range(from, to).mapToObj(row -> "C" + row).toArray(String[]::new);
    return Utf8Texts.of(new TextColumn("id", ids), 0, ids.length);
  }

  private static Challengers split(String salt, int production, int challenger, int other) {
    return new Challengers(
        Mode.SPLIT,
        salt,
        List.of(
            new Challengers.Arm("production", production),
            new Challengers.Arm("challenger", challenger),
            new Challengers.Arm("other", other)));
  }

  private static int[] dealt(Challengers asked, Utf8Texts ids, String... found) {
    return Dealing.of(asked, Arrays.stream(found).map(name -> ScoringTest.arm(name, 1)).toList())
        .arms(ids);
  }

  private static long count(int[] arms, int arm) {
    return Arrays.stream(arms).filter(each -> each == arm).count();
  }

  @Test
  void dealsByWeight() {
    int[] arms = dealt(split("salt", 70, 20, 10), IDS, "production", "challenger", "other");
    assertEquals(0.7, count(arms, 0) / (double) CUSTOMERS, 0.015);
    assertEquals(0.2, count(arms, 1) / (double) CUSTOMERS, 0.015);
    assertEquals(0.1, count(arms, 2) / (double) CUSTOMERS, 0.015);
  }

  @Test
  void keepsACustomersArmWhateverElseIsInTheBatch() {
    Challengers asked = split("salt", 1, 1, 1);
    String[] found = {"production", "challenger", "other"};
    int[] all = dealt(asked, IDS, found);
    assertArrayEquals(Arrays.copyOfRange(all, 500, 900), dealt(asked, ids(500, 900), found));
  }

  @Test
  void movesOnlyCustomersBetweenTheBordersWhereAWeightChanges() {
    String[] found = {"production", "challenger", "other"};
    int[] before = dealt(split("salt", 80, 10, 10), IDS, found);
    int[] after = dealt(split("salt", 70, 20, 10), IDS, found);
    long moved = IntStream.range(0, CUSTOMERS).filter(row -> before[row] != after[row]).count();
    assertEquals(0.1, moved / (double) CUSTOMERS, 0.015);
  }

  @Test
  void dealsAnewByAnotherSalt() {
    String[] found = {"production", "challenger", "other"};
    assertFalse(
        Arrays.equals(
            dealt(split("salt", 1, 1, 1), IDS, found),
            dealt(split("pepper", 1, 1, 1), IDS, found)));
  }

  @Test
  void givesProductionTheCustomersOfAnArmThatIsNotThere() {
    Challengers asked = split("salt", 1, 1, 1);
    int[] all = dealt(asked, IDS, "production", "challenger", "other");
    int[] without = dealt(asked, IDS, "production", "other");
    for (int row = 0; row < CUSTOMERS; row++) {
      assertEquals(all[row] == 2 ? 1 : 0, without[row]);
    }
  }

  @Test
  void leavesAllToProductionInTheShadow() {
    Challengers shadow =
        new Challengers(Mode.SHADOW, null, List.of(new Challengers.Arm("challenger", null)));
    assertTrue(Dealing.of(shadow, List.of(ScoringTest.arm("production", 1))).isTrivial());
    assertEquals(CUSTOMERS, count(dealt(shadow, IDS, "production", "challenger"), 0));
  }
}
