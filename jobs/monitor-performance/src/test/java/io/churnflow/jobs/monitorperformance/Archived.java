package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Puts batches into an archive, as predict does.
record Archived(Path folder) {
  static final double THRESHOLD = 0.5;

  PredictionArchive archive() {
    return new PredictionArchive(folder.resolve("predictions"));
  }

  /// A batch of customers with these ids.
  ScoredBatch batch(String name, String scoredAt, String[] ids, double[] probabilities)
      throws IOException {
    Files.createDirectories(folder);
    Path rows = folder.resolve(name + ".arrow");
    try (TableWriter writer = TableWriter.create(rows, ScoredRows.LAYOUT)) {
      Utf8Texts texts = Utf8Texts.of(new TextColumn("id", ids), 0, ids.length);
      writer.add(ScoredRows.of(texts, probabilities, THRESHOLD, 3).table());
      writer.finish(Map.of());
    }
    ScoredBatch batch =
        new ScoredBatch(
            name,
            "run of " + name,
            "churn",
            3,
            "0".repeat(64),
            THRESHOLD,
            ids.length,
            0,
            "1".repeat(64),
            Digests.of(rows),
            scoredAt);
    archive().keep(batch, rows);
    return batch;
  }
}
