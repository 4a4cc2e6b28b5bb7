package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.Alias;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Registry;
import io.churnflow.runtime.mlflow.Stage;
import io.churnflow.runtime.mlflow.Tags;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the version that the gate of this run has passed, or that a person promotes against its
/// verdict, into production.
///
/// Order: decision → `previous` → `production` → delete `staging` → stages and statuses. Until
/// `production` moves, scoring goes on with the old version; afterwards with the new one; each
/// prefix may be repeated.
///
/// @param request what was asked
/// @param gate what the gate measured
/// @param candidate the version
record Promotion(Request request, Decision gate, ModelVersion candidate) implements Registrar {

  /// @throws UsageException where this run's gate did not pass this version, or production is not
  ///   what it was measured against
  static Promotion of(Request request) {
    Decision gate =
        request
            .gate()
            .orElseThrow(() ->
                new UsageException(
                    "promote: expected the gate to have run in this run first, found no decision"));
    if (gate.verdict() != Verdict.PASSED && request.overruling().isEmpty()) {
      throw new UsageException(
          "promote: expected a version that passed the gate, or a person's reason to overrule it, found version %d refused or inconclusive: %s"
              .formatted(gate.version(), gate.reason()));
    }
    ModelVersion candidate =
        request.asked() == Request.STAGING ? request.version(gate.version()) : request.candidate();
    if (candidate.version() != gate.version()) {
      throw new UsageException(
          "promote: expected version %d, which passed this run's gate, found version %d"
              .formatted(gate.version(), candidate.version()));
    }
    requireSameProduction(request, gate);
    requireNotTakenBack(request, candidate);
    return new Promotion(request, gate, candidate);
  }

  private static void requireSameProduction(Request request, Decision gate) {
    @Nullable Integer now = request.aliases().get(Alias.PRODUCTION);
    boolean asMeasured = Objects.equals(now, gate.championVersion());
    boolean doneAlready = now != null && now == gate.version();
    if (!asMeasured && !doneAlready) {
      throw new UsageException(
          "promote: expected version %s in production, against which the gate measured, found %s: run the gate again"
              .formatted(gate.championVersion(), now));
    }
  }

  /// Trying a finished promotion again says that it is done; after a rollback that would be untrue.
  private static void requireNotTakenBack(Request request, ModelVersion candidate) {
    boolean done = DecisionTag.find(candidate, request.run().folder(), Action.PROMOTE).isPresent();
    if (done && Rollback.isRejected(candidate)) {
      throw new UsageException(
          "promote: expected %s as this run has left it, found it rolled back: gate it in a new run"
              .formatted(candidate.label()));
    }
  }

  @Override
  public Map<String, String> facts() {
    String measured = gate.version() + " " + gate.championVersion() + gate.reason();
    return Map.of(
        "gate", Digests.sha256(overruling().map(word -> measured + word.label()).orElse(measured)));
  }

  private Optional<Overruling> overruling() {
    return request.overruling().filter(word -> Overruling.neededFor(gate));
  }

  private String why() {
    String approved =
        request.author().reason().isBlank()
            ? gate.reason()
            : request.author().reason() + "; " + gate.reason();
    return overruling()
        .map(word -> "gate overruled by " + word.label() + "; " + approved)
        .orElse(approved);
  }

  @Override
  public Decision carryOut() {
    Registry registry = request.registry();
    String model = request.model();
    int version = candidate.version();
    @Nullable Integer champion = gate.championVersion();
    int before = champion == null ? 0 : champion;
    DecisionTag.of(request, Action.PROMOTE, gate.verdict(), why(), before, version)
        .record(registry, candidate);
    overruling().ifPresent(word -> recordOverruling(registry, word));
    if (champion != null) {
      registry.tag(model, version, Tags.PREDECESSOR, champion.toString());
      retire(registry, model, champion);
    }
    registry.set(model, Alias.PRODUCTION, version);
    registry.release(model, version, Alias.STAGING, Alias.CHALLENGER);
    registry.tag(model, version, Tags.STATUS, "production");
    registry.stage(model, version, Stage.PRODUCTION);
    if (champion != null) {
      registry.tag(model, champion, Tags.STATUS, "previous");
      registry.stage(model, champion, Stage.ARCHIVED);
    }
    return decision(champion);
  }

  private void recordOverruling(Registry registry, Overruling word) {
    String card = registry.description(candidate.model(), candidate.version());
    registry.tag(
        candidate.model(), candidate.version(), Tags.OVERRIDE, DecisionTag.shorten(word.label()));
    registry.describe(
        candidate.model(), candidate.version(), new OverruledCard(card, word, gate).text());
  }

  /// Lets `previous` name the version that leaves; whichever it named before is out of use.
  private void retire(Registry registry, String model, int champion) {
    Integer older = request.aliases().get(Alias.PREVIOUS);
    if (older != null && older != champion && older != candidate.version()) {
      registry.tag(model, older, Tags.STATUS, "superseded");
    }
    registry.set(model, Alias.PREVIOUS, champion);
  }

  private Decision decision(@Nullable Integer champion) {
    return new Decision(
        Action.PROMOTE.label(),
        request.model(),
        candidate.version(),
        gate.verdict(),
        gate.reason(),
        gate.metric(),
        gate.rows(),
        gate.positives(),
        champion,
        gate.challengerMetric(),
        gate.championMetric(),
        gate.difference(),
        overruling().map(Overruling::label).orElse(null),
        candidate.version(),
        champion);
  }
}
