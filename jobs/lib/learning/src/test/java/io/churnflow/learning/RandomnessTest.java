package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RandomnessTest {

  @Test
  void givesTheNumbersOfSplitMix64() {
    SplittableRandom oracle = new SplittableRandom(42);
    Randomness random = new Randomness(42);
    for (int i = 0; i < 100; i++) {
      assertEquals(oracle.nextLong(), random.nextLong());
    }
  }

  @Test
  void drawsEveryNumberBelowTheBoundAboutEquallyOften() {
    Randomness random = new Randomness(1);
    int[] drawn = new int[7];
    for (int i = 0; i < 70_000; i++) {
      drawn[random.nextInt(7)]++;
    }
    assertTrue(Arrays.stream(drawn).allMatch(n -> n > 9_600 && n < 10_400), Arrays.toString(drawn));
  }

  @Test
  void shufflesWithoutLosingAnything() {
    int[] values = IntStream.range(0, 50).toArray();
    new Randomness(3).shuffle(values);
    assertNotEquals(0, values[0] + values[1] + values[2] - 3);
    assertEquals(50, Arrays.stream(values).distinct().count());
  }

  @Test
  void derivesAnotherSeedForEveryNumberAndSeed() {
    long distinct =
        IntStream.range(0, 10_000)
            .mapToLong(i -> Randomness.derive(i / 100, i % 100))
            .distinct()
            .count();
    assertEquals(10_000, distinct);
  }
}
