package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.Alias;
import io.churnflow.runtime.mlflow.ModelStore;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Registry;
import io.churnflow.runtime.mlflow.Tags;
import java.util.Map;
import java.util.Optional;

/// Gives a version the alias `challenger`, or takes it away: whether and how it scores customers
/// then is the pipeline file's `challengers`. Neither needs the gate, for neither moves production.
///
/// @param request what was asked
/// @param action [Action#CHALLENGE] or [Action#WITHDRAW]
/// @param challenger the version
/// @param production the version in production
record Challenge(Request request, Action action, ModelVersion challenger, int production)
    implements Registrar {

  /// @throws UsageException where nothing is in production, or the version is
  static Challenge begun(Request request) {
    int production = production(request, Action.CHALLENGE);
    ModelVersion candidate = request.candidate();
    if (candidate.version() == production) {
      throw new UsageException(
          "challenge: expected a version that is not in production, found %s"
              .formatted(candidate.label()));
    }
    ProductionModel unused = ModelStore.describe(candidate); // else no scoring would take it
    return new Challenge(request, Action.CHALLENGE, candidate, production);
  }

  /// @throws UsageException where there is no challenger
  static Challenge ended(Request request) {
    int production = production(request, Action.WITHDRAW);
    Integer challenger = request.aliases().get(Alias.CHALLENGER);
    if (challenger == null) {
      throw new UsageException(
          "withdraw: expected a version of %s under the alias challenger, found none"
              .formatted(request.model()));
    }
    return new Challenge(request, Action.WITHDRAW, request.version(challenger), production);
  }

  private static int production(Request request, Action action) {
    return request
        .production()
        .orElseThrow(() ->
            new UsageException(
                "%s: expected a version of %s in production, found none"
                    .formatted(action.label(), request.model())))
        .version();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(action.label(), Digests.sha256(Integer.toString(challenger.version())));
  }

  /// The version that had the alias, where it is another.
  private Optional<Integer> replaced() {
    return Optional.ofNullable(request.aliases().get(Alias.CHALLENGER))
        .filter(version -> version != challenger.version());
  }

  /// What a rollback returns to is that again; any other version is out of use.
  private void leaves(Registry registry, int version) {
    Integer previous = request.aliases().get(Alias.PREVIOUS);
    boolean isPrevious = previous != null && previous == version;
    registry.tag(
        request.model(), version, Tags.STATUS, isPrevious ? Alias.PREVIOUS.label() : "withdrawn");
  }

  @Override
  public Decision carryOut() {
    Registry registry = request.registry();
    String model = request.model();
    DecisionTag.of(
            request, action, Verdict.PASSED, request.author().reasonGiven(), production, production)
        .record(registry, challenger);
    if (action == Action.CHALLENGE) {
      replaced().ifPresent(version -> leaves(registry, version));
      registry.set(model, Alias.CHALLENGER, challenger.version());
      registry.tag(model, challenger.version(), Tags.STATUS, Alias.CHALLENGER.label());
    } else {
      registry.delete(model, Alias.CHALLENGER);
      leaves(registry, challenger.version());
    }
    return new Decision(
        action.label(),
        model,
        challenger.version(),
        Verdict.PASSED,
        request.author().reasonGiven(),
        null,
        0,
        0,
        production,
        null,
        null,
        null,
        null,
        production,
        null);
  }
}
