package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunHistoryTest {
  /// An entry with a verdict.
  record Said(long index, String runFolder, String verdict) implements RunHistory.Entry<Said> {
    @Override
    public Said at(long place) {
      return new Said(place, runFolder, verdict);
    }
  }

  @TempDir private Path home = Path.of("");

  private long add(String runId, String verdict) throws IOException {
    RunFolder run = new RunFolder(home, "small", runId);
    return new RunHistory<>(run, "drift", Said.class).add(new Said(0, run.name(), verdict)).index();
  }

  @Test
  void aRunHasOneEntryHoweverOftenItIsTried() throws IOException {
    assertEquals(1, add("a", "stable"));
    assertEquals(2, add("b", "act"));
    assertEquals(1, add("a", "watch"));
    assertEquals(3, add("c", "stable"));
    Path first = home.resolve("state/small/drift/00000001.json");
    assertEquals(true, Files.readString(first).contains("\"verdict\" : \"watch\""));
  }

  @Test
  void theNewestComeFirst() throws IOException {
    RunHistory<Said> history =
        new RunHistory<>(new RunFolder(home, "small", "any"), "drift", Said.class);
    assertEquals(List.of(), history.newest(2));
    for (String runId : List.of("a", "b", "c")) {
      assertEquals(true, add(runId, "verdict on " + runId) > 0);
    }
    assertEquals(
        List.of("verdict on c", "verdict on b"),
        history.newest(2).stream().map(Said::verdict).toList());
  }

  @Test
  void runsAtOnceTakeDifferentPlaces() throws Exception {
    try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
      List<Callable<Long>> adding =
          IntStream.range(0, 40)
              .mapToObj(run -> (Callable<Long>) () -> add("run " + run, "stable"))
              .toList();
      for (Future<Long> added : runs.invokeAll(adding)) {
        added.get();
      }
    }
    try (Stream<Path> files = Files.list(home.resolve("state/small/drift"))) {
      assertEquals(40, files.count());
    }
  }
}
