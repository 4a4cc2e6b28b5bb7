package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.GateMeasurement;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Workers;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.NothingToDoException;
import io.churnflow.runtime.mlflow.ModelStore;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The gate: loads candidate and production, measures both and decides. It changes nothing in the
/// registry.
///
/// @param request what was asked
/// @param challenger the candidate
/// @param champion the version in production, if there is one
/// @param holdout file of the candidate's hold-out rows
record GateRun(
    Request request, ModelVersion challenger, Optional<ModelVersion> champion, Path holdout) {

  /// @throws NothingToDoException where the candidate is in production already
  static GateRun of(Request request) throws IOException {
    ModelVersion challenger = request.candidate();
    Optional<ModelVersion> champion = request.production();
    if (champion.isPresent() && champion.get().version() == challenger.version()) {
      throw new NothingToDoException(challenger.label() + " is in production already");
    }
    Path holdout = HoldoutRows.file(request.run().folder(), challenger);
    return new GateRun(request, challenger, champion, holdout);
  }

  /// What the verdict depends on.
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("challenger", fact(challenger));
    champion.ifPresent(version -> facts.put("champion", fact(version)));
    try {
      facts.put("holdout.arrow", Digests.of(holdout).sha256());
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
    return facts;
  }

  private static String fact(ModelVersion version) {
    return Digests.sha256(
        version.version()
            + " "
            + version.require(Tags.MODEL_SHA256)
            + " "
            + version.require(Tags.TRAINING_IDS_SHA256));
  }

  Decision decide() throws IOException {
    Pipeline pipeline = request.run().pipeline();
    ModelStore store = new ModelStore(request.run().folder().home());
    Contestant candidate = Contestant.load(request.mlflow(), store, challenger);
    Optional<Contestant> production =
        champion.isPresent()
            ? Optional.of(Contestant.load(request.mlflow(), store, champion.get()))
            : Optional.empty();
    HoldoutRows rows = HoldoutRows.read(holdout, pipeline.contract());
    GateMeasurement measured;
    try (Workers workers = new Workers(request.run().threads())) {
      measured =
          new Comparison(pipeline.gate(), candidate, production, rows)
              .measure(pipeline.training().seed(), workers);
    }
    return new Decision(
        Action.GATE.label(),
        request.model(),
        challenger.version(),
        measured.verdict(),
        measured.reason(),
        measured.metric(),
        measured.rows(),
        measured.positives(),
        champion.map(ModelVersion::version).orElse(null),
        measured.challenger(),
        measured.champion(),
        measured.difference(),
        null,
        null,
        null);
  }
}
