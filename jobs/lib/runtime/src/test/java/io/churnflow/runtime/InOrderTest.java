package io.churnflow.runtime;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
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
  void keepsFewPiecesOnTheWay() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch full = new CountDownLatch(1);
    AtomicInteger given = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService giver = Executors.newSingleThreadExecutor();
        InOrder<Integer> work = new InOrder<>(2, result -> taken.incrementAndGet())) {
      Future<?> giving =
          giver.submit(() -> {
            for (int i = 0; i < 100; i++) {
              if (given.incrementAndGet() == 4) {
                full.countDown();
              }
              work.give(
                  i > 0
                      ? () -> 0
                      : () -> {
                        first.await();
                        return 0;
                      });
            }
            work.finish();
            return null;
          });
      assertTrue(full.await(30, SECONDS));
      assertThrows(TimeoutException.class, () -> giving.get(200, MILLISECONDS));
      assertEquals(4, given.get());
      assertEquals(0, taken.get());
      first.countDown();
      giving.get(30, SECONDS);
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
