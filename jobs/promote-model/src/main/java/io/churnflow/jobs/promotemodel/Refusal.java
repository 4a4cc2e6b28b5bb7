package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.Alias;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Registry;
import io.churnflow.runtime.mlflow.Tags;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records that a version stays out of production. It keeps the alias `staging` until a newer
/// version takes it, so that it may be looked at, or gated again under other limits.
///
/// @param request what was asked
/// @param candidate the version
/// @param gate what the gate of this run measured of it, if it did
record Refusal(Request request, ModelVersion candidate, Optional<Decision> gate)
    implements Registrar {

  /// @throws UsageException where the version is in production
  static Refusal of(Request request) {
    Optional<Decision> gate = request.gate();
    ModelVersion candidate =
        request.asked() == Request.STAGING && gate.isPresent()
            ? request.version(gate.get().version())
            : request.candidate();
    Integer production = request.aliases().get(Alias.PRODUCTION);
    if (production != null && production == candidate.version()) {
      throw new UsageException(
          "refuse: expected a version that is not in production, found %s; roll back instead"
              .formatted(candidate.label()));
    }
    return new Refusal(
        request, candidate, gate.filter(found -> found.version() == candidate.version()));
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "refused", Digests.sha256(candidate.version() + " " + verdict() + " " + reason()));
  }

  /// The gate's word; a version that passed it was refused by whoever had to approve.
  private Verdict verdict() {
    return gate.map(Decision::verdict)
        .filter(said -> said != Verdict.PASSED)
        .orElse(Verdict.REFUSED);
  }

  private String reason() {
    return request.author().reason().isBlank()
        ? gate.map(Decision::reason).orElse("no reason given")
        : request.author().reason();
  }

  @Override
  public Decision carryOut() {
    Registry registry = request.registry();
    @Nullable Integer production = request.aliases().get(Alias.PRODUCTION);
    int stays = production == null ? 0 : production;
    DecisionTag.of(request, Action.REFUSE, verdict(), reason(), stays, stays)
        .record(registry, candidate);
    registry.tag(request.model(), candidate.version(), Tags.STATUS, "refused");
    return new Decision(
        Action.REFUSE.label(),
        request.model(),
        candidate.version(),
        verdict(),
        reason(),
        gate.map(Decision::metric).orElse(null),
        gate.map(Decision::rows).orElse(0L),
        gate.map(Decision::positives).orElse(0L),
        gate.map(Decision::championVersion).orElse(production),
        gate.map(Decision::challengerMetric).orElse(null),
        gate.map(Decision::championMetric).orElse(null),
        gate.map(Decision::difference).orElse(null),
        null,
        null,
        null);
  }
}
