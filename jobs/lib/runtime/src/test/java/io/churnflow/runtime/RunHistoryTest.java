package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    assertEquals(List.of(), history.newest(2, text -> {}));
    for (String runId : List.of("a", "b", "c")) {
      assertEquals(true, add(runId, "verdict on " + runId) > 0);
    }
    assertEquals(
        List.of("verdict on c", "verdict on b"),
        history.newest(2, text -> {}).stream().map(Said::verdict).toList());
  }

  @Test
  void leavesOutWhatIsDamagedAndSaysSo() throws IOException {
    for (String runId : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      assertEquals(true, add(runId, "verdict on " + runId) > 0);
    }
    Path kept = home.resolve("state/small/drift");
    Files.writeString(kept.resolve("00000002.json"), "");
    Files.writeString(kept.resolve("00000003.json"), "{\"index\": 3, \"run_folder\": \"c");
    Files.writeString(kept.resolve("00000004.json"), "{}");
    Files.writeString(kept.resolve("00000005.json"), "{\"index\": \"x\"}");
    Files.writeString(kept.resolve("00000006.json"), "{\"odd\": 1}");
    Files.writeString(kept.resolve("00000007.json"), "null");
    List<String> warnings = new ArrayList<>();
    RunHistory<Said> history =
        new RunHistory<>(new RunFolder(home, "small", "any"), "drift", Said.class);
    assertEquals(
        List.of("verdict on h", "verdict on a"),
        history.newest(10, warnings::add).stream().map(Said::verdict).toList());
    List<String> found =
        List.of(
            "00000007.json: expected JSON of a Said, found null:",
            "00000006.json: expected JSON of a Said, found a field that is not known, 'odd':",
            "00000005.json: expected JSON of a Said, found another kind of value in 'index':",
            "00000004.json: run_folder: expected a value, found none:",
            "00000003.json: expected JSON of a Said, found no JSON from line 1, column 30 on:",
            "00000002.json: expected JSON of a Said, found nothing:");
    assertEquals(found.size(), warnings.size(), warnings.toString());
    for (int n = 0; n < found.size(); n++) {
      String warning = warnings.get(n);
      assertEquals(true, warning.contains(found.get(n)), warning);
    }
    assertEquals(9, add("i", "stable"));
    assertEquals(1, add("a", "watch"));
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
