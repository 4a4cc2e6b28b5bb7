package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {

  @Test
  void takesResultsInTheOrderOfThePieces() throws IOException {
    for (int threads : new int[] {1, 2, 5}) {
      List<Integer> taken = new ArrayList<>();
      try (InOrder<Integer> work = new InOrder<>(threads, taken::add)) {
        for (int i = 0; i < 200; i++) {
          int number = i;
          work.give(() -> {
            Thread.sleep(number % 3);
            return number;
          });
        }
        work.finish();
      }
      assertEquals(IntStream.range(0, 200).boxed().toList(), taken);
    }
  }

  @Test
  void keepsFewPiecesOnTheWay() throws IOException {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    try (InOrder<Integer> work = new InOrder<>(2, result -> taken.incrementAndGet())) {
      for (int i = 0; i < 100; i++) {
        work.give(begun::incrementAndGet);
        assertTrue(begun.get() - taken.get() <= 4);
      }
      work.finish();
    }
    assertEquals(100, taken.get());
  }

  @Test
  void failsAsItsPieceFails() {
    try (InOrder<Integer> work = new InOrder<>(2, result -> {})) {
      assertThrows(
          DataException.class,
          () -> {
            work.give(() -> {
              throw new DataException("wrong");
            });
            work.finish();
          });
    }
  }
}
