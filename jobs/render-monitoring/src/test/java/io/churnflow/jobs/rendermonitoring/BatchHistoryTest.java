package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.archive.DueDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchHistoryTest {
  @TempDir private Path home = Path.of("");

  private void archive(String name, Instant scored) throws IOException {
    ScoredBatch batch =
        new ScoredBatch(
            name,
            "run of " + name,
            "small",
            List.of(new ScoredArm("production", 3, "sha", 0.5, 200, 50, true)),
            "sha",
            new FileDigest("sha", 1),
            null,
            scored.toString());
    Path folder = Files.createDirectories(home.resolve("predictions/small").resolve(name));
    Files.write(folder.resolve("batch.json"), Json.bytes(batch));
  }

  @Test
  void showsBatchesWhoseOutcomesAreDueHoweverLongTheyTake() throws IOException {
    Instant newest = Instant.parse(Examples.NOW).minus(Duration.ofHours(1));
    for (int day = 0; day < 70; day++) {
      archive("batch-%02d".formatted(day), newest.minus(Duration.ofDays(day)));
    }
    BatchHistory history =
        new BatchHistory(
            new RunFolder(home, "small", "looking"), new DueDate(30, Examples.NOW), text -> {});
    List<String> shown =
        history.batches(List.of()).stream().map(batch -> batch.scored().batch()).toList();
    assertEquals(30 + BatchHistory.SHOWN, shown.size());
    assertEquals("batch-00", shown.getFirst());
    assertEquals("batch-59", shown.getLast());
  }
}
