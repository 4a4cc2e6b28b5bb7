package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.archive.DriftEntry;
import io.churnflow.runtime.archive.PerformanceEntry;
import io.churnflow.runtime.mlflow.Alias;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that a pipeline's page shows.
///
/// @param pipeline the pipeline file
/// @param asOf when it was looked at, ISO-8601 in UTC
/// @param production the version in production, if there is one
/// @param batches the newest first
/// @param looks verdicts on past predictions, the newest first
/// @param numbersGone whether what the newest of them has measured is gone with its run's folder
/// @param registry what the registry knows, or knew when it last answered
/// @param missingSince since when it has not answered, ISO-8601 in UTC; empty where it just has
record Watched(
    Pipeline pipeline,
    String asOf,
    Optional<Production> production,
    List<WatchedBatch> batches,
    List<PerformanceEntry> looks,
    boolean numbersGone,
    Optional<RegistryFacts> registry,
    Optional<String> missingSince) {
  Watched {
    batches = List.copyOf(batches);
    looks = List.copyOf(looks);
  }

  /// Label of the metric that counts.
  String metric() {
    return pipeline.monitoring().metric(pipeline.training()).label();
  }

  /// Whether a version is in production that no training of the pipeline has registered.
  boolean isForeign(int version) {
    return registry.stream()
        .filter(known -> known.version(version).isEmpty())
        .map(known -> known.aliases().get(Alias.PRODUCTION.label()))
        .anyMatch(named -> named != null && named == version);
  }

  /// The batches that a version has scored.
  Stream<WatchedBatch> scoredBy(int version) {
    return batches.stream().filter(batch -> batch.version() == version);
  }

  /// The verdicts on a version's batches, the newest first.
  List<DriftEntry> drift(int version) {
    return scoredBy(version).flatMap(batch -> batch.drift().stream()).toList();
  }

  /// The newest verdict on a version's predictions, unless it says that too little is known.
  Optional<PerformanceEntry> performance(int version) {
    return looks.stream()
        .filter(look -> look.modelVersion() == version)
        .findFirst()
        .filter(look -> look.verdict() != PerformanceVerdict.UNKNOWN);
  }

  /// The newest batch of which enough is known.
  Optional<WatchedBatch> measured() {
    return batches.stream().filter(batch -> batch.realised(metric()).isPresent()).findFirst();
  }
}
