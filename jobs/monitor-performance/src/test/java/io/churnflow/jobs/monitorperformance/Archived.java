package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Puts batches into an archive, as publish-predictions does.
record Archived(Path folder) {
  static final double THRESHOLD = 0.5;

  PredictionArchive archive() {
    return new PredictionArchive(folder.resolve("predictions"));
  }

  /// A batch of customers with these ids, all of production.
  ScoredBatch batch(String name, String scoredAt, String[] ids, double[] probabilities)
      throws IOException {
    return batch(name, scoredAt, List.of(new Arm("production", 3, true, ids, probabilities)));
  }

  /// What one arm has scored.
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  record Arm(String name, int version, boolean decides, String[] ids, double[] probabilities) {
    ScoredArm scored() {
      return new ScoredArm(name, version, "0".repeat(64), THRESHOLD, ids.length, 0, decides);
    }
  }

  /// A batch that several have scored.
  ScoredBatch batch(String name, String scoredAt, List<Arm> arms) throws IOException {
    Files.createDirectories(folder);
    Path rows = folder.resolve(name + ".arrow");
    try (TableWriter writer = TableWriter.create(rows, ScoredRows.LAYOUT)) {
      for (int place = 0; place < arms.size(); place++) {
        Arm arm = arms.get(place);
        Utf8Texts texts = Utf8Texts.of(new TextColumn("id", arm.ids()), 0, arm.ids().length);
        writer.add(ScoredRows.ofArm(texts, arm.probabilities(), THRESHOLD, place).table());
      }
      ScoredRows.finish(writer, arms.stream().map(Arm::name).toList());
    }
    ScoredBatch batch =
        new ScoredBatch(
            name,
            "run of " + name,
            "churn",
            arms.stream().map(Arm::scored).toList(),
            "1".repeat(64),
            Digests.of(rows),
            null,
            scoredAt);
    archive().keep(batch, rows, Optional.empty());
    return batch;
  }
}
