package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.drift.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringFolderTest {
  private final List<String> warnings = new ArrayList<>();

  @TempDir private Path home = Path.of("");

  private MonitoringFolder folder() {
    return new MonitoringFolder(home.resolve("monitoring"), warnings::add);
  }

  private static PipelineStatus status(String pipeline, Answer.State state) {
    return new PipelineStatus(
        1,
        pipeline,
        Examples.NOW,
        new Answer(state, "Answer of " + pipeline, "", ""),
        3,
        "2026-02-03T03:00:00Z",
        "2026-02-20T06:30:00Z",
        Level.STABLE,
        "PR-AUC 0.620 (bound 0.500)",
        "2026-02-10: version 3 went into production",
        Examples.registry(),
        null);
  }

  private String overview() throws IOException {
    return Files.readString(home.resolve("monitoring/index.html"));
  }

  @Test
  void whatIsWrittenIsKnownAgain() throws IOException {
    PipelineStatus written = status("small", Answer.State.WELL);
    folder().write(written);
    assertEquals(Optional.of(written), folder().known("small"));
    assertEquals(Optional.empty(), folder().known("other"));
  }

  @Test
  void whoeverNeedsSomethingComesFirst() throws IOException {
    folder().write(status("alpha", Answer.State.WELL));
    folder().write(status("beta", Answer.State.ACT));
    folder().writeOverview();
    String page = overview();
    assertTrue(page.indexOf("Answer of beta") < page.indexOf("Answer of alpha"), page);
    assertTrue(page.contains("href=\"alpha.html\"") && page.contains("version 3, 26 days old"));
  }

  @Test
  void ofPipelinesThatFinishAtOnceNoneIsMissing() throws Exception {
    try (ExecutorService runs = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> writing =
          IntStream.range(0, 24)
              .mapToObj(run ->
                  (Callable<Boolean>)
                      () -> {
                        MonitoringFolder own =
                            new MonitoringFolder(home.resolve("monitoring"), text -> {});
                        own.write(status("pipeline_" + run, Answer.State.WELL));
                        own.writeOverview();
                        return true;
                      })
              .toList();
      for (Future<Boolean> written : runs.invokeAll(writing)) {
        assertTrue(written.get());
      }
    }
    String page = overview();
    for (int run = 0; run < 24; run++) {
      assertTrue(page.contains("Answer of pipeline_%d<".formatted(run)), page);
    }
    try (Stream<Path> files = Files.list(home.resolve("monitoring"))) {
      assertEquals(25, files.count(), "nothing else is left");
    }
  }

  @Test
  void aDamagedFileTakesNoOtherPipelineWithIt() throws IOException {
    folder().write(status("alpha", Answer.State.WELL));
    Files.writeString(home.resolve("monitoring/beta.json"), "{");
    folder().writeOverview();
    assertTrue(overview().contains("Answer of alpha"));
    assertTrue(warnings.getFirst().contains("beta.json"), warnings.getFirst());
    assertEquals(Optional.empty(), folder().known("beta"));
  }

  @Test
  void aPipelineCalledIndexHasAPageOfItsOwn() {
    assertEquals("pipeline-index.html", MonitoringFolder.page("index"));
    assertEquals("small.html", MonitoringFolder.page("small"));
  }
}
