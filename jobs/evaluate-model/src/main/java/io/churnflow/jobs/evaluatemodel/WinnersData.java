package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.FeatureImportance;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.DerivedFeature;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.drift.DriftReferences;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What later batches are held against: what the winner's data looked like.
///
/// Its columns are counted over the training rows, which it has learnt; its score over the hold-out
/// rows, since of rows that it has learnt a model is surer than it will be of any others.
final class WinnersData {
  private WinnersData() {}

  /// @param training the training rows
  static DriftReference reference(Pipeline pipeline, Findings findings, Table training) {
    Candidate winner = findings.best().candidate();
    Map<String, Double> importance =
        findings.evaluation().analysis().importance().stream()
            .collect(
                Collectors.toMap(FeatureImportance::feature, feature -> feature.drop().value()));
    return new DriftReferences(
            personal(pipeline), pipeline.split().salt(), winner.summary().modelSha256())
        .of(winner.model().features(training), importance, findings.winnersProbabilities());
  }

  private static Set<String> personal(Pipeline pipeline) {
    Stream<String> columns =
        pipeline.contract().columns().stream()
            .filter(ColumnContract::personal)
            .map(ColumnContract::name);
    Stream<String> derived =
        pipeline.features().derived().stream()
            .filter(feature -> feature.personal(pipeline.contract()))
            .map(DerivedFeature::name);
    return Stream.concat(columns, derived).collect(Collectors.toSet());
  }
}
