package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void givesResultsInTheOrderOfTheTasks(int threads) {
    try (Workers workers = new Workers(threads)) {
      List<Integer> squares = workers.map(200, i -> i * i);
      assertEquals(IntStream.range(0, 200).mapToObj(i -> i * i).toList(), squares);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void letsTasksStartTasks(int threads) {
    try (Workers workers = new Workers(threads)) {
      List<Integer> sums =
          workers.map(
              20, i -> workers.map(20, j -> i * j).stream().mapToInt(Integer::intValue).sum());
      assertEquals(IntStream.range(0, 20).mapToObj(i -> i * 190).toList(), sums);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void passesOnWhatATaskThrows(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              workers.run(
                  10,
                  i -> {
                    if (i == 7) {
                      throw new IllegalArgumentException("seven");
                    }
                  }));
    }
  }

  @Test
  void refusesNoThreads() {
    assertThrows(IllegalArgumentException.class, () -> new Workers(0));
  }
}
