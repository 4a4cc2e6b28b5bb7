package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.PastDecision;
import io.churnflow.contracts.Verdict;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.archive.DriftEntry;
import io.churnflow.runtime.archive.PerformanceEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Versions, batches and verdicts of the pipeline `small`.
final class Examples {
  static final String NOW = "2026-03-01T08:00:00Z";
  private static final String YAML =
      SmallPipeline.of(
              """
              target: {column: left, positive: "Yes", negative: "No"}
              columns: [{name: age, type: number}]
              """)
          .yaml();

  private Examples() {}

  /// @param more sections of its file
  static Pipeline pipeline(String more) {
    return PipelineFile.parse(
        (YAML + more).getBytes(StandardCharsets.UTF_8), Path.of("small.yaml"));
  }

  static PastDecision decision(String when, String action, int from, int to) {
    return new PastDecision(
        "ada",
        when,
        "run of " + when,
        "asset__" + when,
        "small_promotion",
        action,
        Verdict.PASSED,
        "better <by> 0.03",
        from,
        to);
  }

  static VersionFacts version(int number, PastDecision... decisions) {
    return new VersionFacts(
        number,
        "2026-02-0%dT03:00:00Z".formatted(number),
        "random-forest",
        "production",
        number == 3 ? "Data drift in 2 batches: <age>" : "",
        "small_training",
        number == 3 ? "incident__small__v2__x" : "scheduled__x",
        "runs/small/training-" + number,
        "m" + number,
        List.of(decisions));
  }

  /// Version 3 is in production, since version 2 was replaced.
  static RegistryFacts registry() {
    return new RegistryFacts(
        NOW,
        Map.of("production", 3),
        List.of(
            version(3, decision("2026-02-10T04:00:00Z", "promote", 2, 3)),
            version(2, decision("2026-02-02T04:00:00Z", "promote", 0, 2))));
  }

  /// A batch on a day of February.
  static WatchedBatch batch(int day, int version, Optional<Level> drift, Optional<Double> f1) {
    String name = "batch-%02d".formatted(day);
    String scored = "2026-02-%02dT06:30:00Z".formatted(day);
    ScoredBatch archived =
        new ScoredBatch(
            name,
            "run of " + name,
            "small",
            List.of(new ScoredArm("production", version, "sha", 0.5, 200, 50, true)),
            "sha",
            new FileDigest("sha", 1),
            null,
            scored);
    return new WatchedBatch(
        archived,
        drift.map(level ->
            new DriftEntry(
                day,
                "run of " + name,
                name,
                version,
                level,
                scored,
                "sha",
                "age is <older>",
                0.3,
                new DriftEntry.Moved("age", 1.7))),
        f1.map(value -> measured(archived, value)),
        false);
  }

  private static BatchPerformance measured(ScoredBatch batch, double value) {
    Estimate estimate = new Estimate(value, value - 0.1, value + 0.1);
    return new BatchPerformance(
        batch.batch(),
        batch.runId(),
        batch.scoredAt(),
        batch.production().version(),
        batch.count(),
        BatchPerformance.State.MEASURED,
        new LabelCounts(200, 40, 0, 0, 0, 0, 0, 0),
        PerformanceVerdict.OK,
        Map.of("f1", estimate, "pr_auc", estimate),
        Map.of(),
        List.of());
  }

  static PerformanceEntry look(PerformanceVerdict verdict, int version) {
    return look(verdict, version, verdict == PerformanceVerdict.BELOW);
  }

  static PerformanceEntry look(PerformanceVerdict verdict, int version, boolean worse) {
    return new PerformanceEntry(
        1, "look", "look-1", "batch-20", version, verdict, "PR-AUC is 0.41", worse, NOW);
  }

  /// What is seen of version 3 in production.
  static Watched seen(Pipeline pipeline, List<WatchedBatch> batches, PerformanceEntry... looks) {
    Optional<RegistryFacts> registry = Optional.of(registry());
    return new Watched(
        pipeline,
        NOW,
        Optional.of(
            new Production(
                3,
                "random-forest",
                registry.get().version(3),
                registry.get().inProductionSince(3),
                Optional.of(new Production.TrainedOn("in.csv", 1600, 400)))),
        batches,
        List.of(looks),
        false,
        registry,
        Optional.empty());
  }
}
