package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.KeptRecords;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.RunHistory;
import io.churnflow.runtime.archive.DriftEntry;
import io.churnflow.runtime.archive.DueDate;
import io.churnflow.runtime.archive.PerformanceEntry;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings together what is on the shared volume of a pipeline's batches: the archive has all of
/// them, the verdicts on drift are kept for good, and what was realised is in the run folders of
/// the looks at past predictions, as long as those are kept.
///
/// @param run of the pipeline
/// @param due when outcomes are known
/// @param warnings takes what is damaged, and left out
record BatchHistory(RunFolder run, DueDate due, Consumer<String> warnings) {
  /// So many batches are drawn whose outcomes are due, and all those after them.
  static final int SHOWN = 30;

  /// More than there are batches, since one that was scored anew leaves a verdict too: so many, or
  /// so many a batch.
  private static final int FEWEST_VERDICTS = 400;

  private static final int VERDICTS_A_BATCH = 2;

  /// Each look measures the newest batches anew, so that a few of them know all.
  private static final int MOST_LOOKS = 40;

  /// The newest batches first.
  List<WatchedBatch> batches(List<PerformanceEntry> looks) throws IOException {
    List<ScoredBatch> archived = PredictionArchive.of(run).batches(warnings).whole();
    List<ScoredBatch> shown = archived.subList(0, due.awaitedAndDue(archived, SHOWN));
    int most = Math.max(FEWEST_VERDICTS, VERDICTS_A_BATCH * shown.size());
    Map<String, DriftEntry> drift = new HashMap<>();
    for (DriftEntry entry :
        new RunHistory<>(run, DriftEntry.KIND, DriftEntry.class).newest(most, warnings)) {
      drift.putIfAbsent(entry.runFolder(), entry);
    }
    Map<String, BatchPerformance> measured = measured(shown, looks);
    return shown.stream().map(batch -> batch(batch, drift, measured)).toList();
  }

  private WatchedBatch batch(
      ScoredBatch scored, Map<String, DriftEntry> drift, Map<String, BatchPerformance> measured) {
    return new WatchedBatch(
        scored,
        Optional.ofNullable(drift.get(scored.batch())),
        Optional.ofNullable(measured.get(scored.batch())),
        Files.exists(folder(scored.batch()).resolve("detect-drift/drift.html")));
  }

  /// The verdicts on past predictions, the newest first.
  List<PerformanceEntry> looks() throws IOException {
    return new RunHistory<>(run, PerformanceEntry.KIND, PerformanceEntry.class)
        .newest(MOST_LOOKS, warnings);
  }

  /// What the newest look that knows a batch says of it. A look is only read where it can know a
  /// batch of which no newer one tells.
  private Map<String, BatchPerformance> measured(
      List<ScoredBatch> shown, List<PerformanceEntry> looks) {
    Map<String, BatchPerformance> measured = new HashMap<>();
    for (PerformanceEntry look : looks) {
      Path file = file(look);
      boolean mayTell =
          shown.stream()
              .filter(batch -> batch.scoredAt().compareTo(look.asOf()) <= 0)
              .anyMatch(batch -> !measured.containsKey(batch.batch()));
      if (mayTell) {
        KeptRecords.read(file, Performance.class, warnings).stream()
            .flatMap(found -> found.batches().stream())
            .forEach(batch -> measured.putIfAbsent(batch.batch(), batch));
      }
    }
    return measured;
  }

  /// Whether the numbers of a look are still there.
  boolean isThere(PerformanceEntry look) {
    return Files.exists(file(look));
  }

  private Path file(PerformanceEntry look) {
    return folder(look.runFolder()).resolve("monitor-performance/performance.json");
  }

  private Path folder(String name) {
    return run.home().resolve("runs").resolve(run.pipeline()).resolve(name);
  }
}
