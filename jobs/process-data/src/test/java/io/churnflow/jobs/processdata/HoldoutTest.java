package io.churnflow.jobs.processdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Split;
import io.churnflow.runtime.Utf8Texts;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {
  private static final String[] IDS =
      IntStream.range(0, 10_000).mapToObj(row -> "C%05d".formatted(row)).toArray(String[]::new);

  private static Utf8Texts ids(String[] ids) {
    return Utf8Texts.of(new TextColumn("id", ids), 0, ids.length);
  }

  private static Set<String> heldOut(String salt, String[] ids) {
    int[] inside = Holdout.of(Split.byId(20, salt), ids(ids)).inside();
    return Arrays.stream(inside).mapToObj(row -> ids[row]).collect(Collectors.toSet());
  }

  @Test
  void putsEachRowOnOneSide() {
    Holdout holdout = Holdout.of(Split.byId(20, "s"), ids(IDS));
    int[] all =
        IntStream.concat(Arrays.stream(holdout.inside()), Arrays.stream(holdout.outside()))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, IDS.length).toArray(), all);
  }

  /// A binomial share of 20 % of 10,000 has a standard deviation of 40 rows.
  @Test
  void holdsOutAboutTheShareThatWasAskedFor() {
    assertEquals(2000, heldOut("s", IDS).size(), 200);
  }

  @Test
  void keepsARowOnItsSideWhateverElseIsInTheTable() {
    String[] some = Arrays.copyOfRange(IDS, 4_000, 6_000);
    Set<String> expected = heldOut("s", IDS);
    expected.retainAll(Set.of(some));
    assertEquals(expected, heldOut("s", some));
  }

  @Test
  void holdsOutWhatIsAsLateAsTheCutOrLater() {
    Holdout holdout = Holdout.since(3, new double[] {1, 3, 2, 5, 3});
    assertArrayEquals(new int[] {1, 3, 4}, holdout.inside());
    assertArrayEquals(new int[] {0, 2}, holdout.outside());
  }

  @Test
  void splitsOtherwiseWithAnotherSalt() {
    assertFalse(heldOut("s", IDS).equals(heldOut("t", IDS)));
  }

  /// The first 8 bytes of `printf 'holdout\0s\0C00001' | sha256sum`, taken modulo 100.
  @Test
  void followsTheDocumentedHash() {
    String[] ids = {"C00001"};
    assertEquals(EXPECTED_C00001 < 20, heldOut("s", ids).contains("C00001"));
    assertEquals(EXPECTED_C00001 < 90, held(90, ids));
    assertEquals(EXPECTED_C00001 < 50, held(50, ids));
  }

  private static final int EXPECTED_C00001 = 61;

  private static boolean held(int percent, String[] ids) {
    return Holdout.of(Split.byId(percent, "s"), ids(ids)).inside().length == 1;
  }
}
