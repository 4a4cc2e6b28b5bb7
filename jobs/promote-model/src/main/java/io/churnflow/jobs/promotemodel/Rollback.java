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
import java.util.Optional;

/// Returns to the version that production's promotion has recorded as its predecessor, and marks
/// the one that leaves `rejected`. A version that was rejected itself is not returned to.
///
/// The decision is recorded on both before any alias moves: a try after one that was killed finds
/// its own record on the version that has already returned, and does not go back a second step.
///
/// @param request what was asked
/// @param leaving the version that leaves production
/// @param returning the version that comes back
record Rollback(Request request, ModelVersion leaving, ModelVersion returning)
    implements Registrar {

  private static final String REJECTED = "rejected";

  /// @throws UsageException where nothing is in production, nothing was there before, or what was
  ///   has been rejected since
  static Rollback of(Request request) {
    ModelVersion production =
        request
            .production()
            .orElseThrow(() ->
                new UsageException(
                    "rollback: expected a version of %s in production, found none"
                        .formatted(request.model())));
    Optional<DecisionTag> begun =
        DecisionTag.find(production, request.run().folder(), Action.ROLLBACK)
            .filter(record -> record.said().to() == production.version());
    if (begun.isPresent()) {
      return new Rollback(request, request.version(begun.get().said().from()), production);
    }
    int predecessor =
        predecessor(production)
            .orElseThrow(() ->
                new UsageException(
                    "rollback: expected a recorded predecessor (tag %s) of %s, found none"
                        .formatted(Tags.PREDECESSOR, production.label())));
    ModelVersion returning = request.version(predecessor);
    if (isRejected(returning)) {
      throw new UsageException(
          "rollback: expected a predecessor of %s that is not rejected, found %s, which was rolled back itself: promote a version by its number"
              .formatted(production.label(), returning.label()));
    }
    return new Rollback(request, production, returning);
  }

  /// Whether it was rolled back, and not promoted since.
  static boolean isRejected(ModelVersion version) {
    return version.tag(Tags.STATUS).equals(Optional.of(REJECTED));
  }

  private static Optional<Integer> predecessor(ModelVersion version) {
    return version
        .tag(Tags.PREDECESSOR)
        .filter(number -> number.matches("[1-9][0-9]{0,8}"))
        .map(Integer::valueOf);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("rollback", Digests.sha256(leaving.version() + " to " + returning.version()));
  }

  @Override
  public Decision carryOut() {
    Registry registry = request.registry();
    String model = request.model();
    String why = request.author().reasonGiven();
    DecisionTag record =
        DecisionTag.of(
            request, Action.ROLLBACK, Verdict.PASSED, why, leaving.version(), returning.version());
    record.record(registry, returning);
    record.record(registry, leaving);
    Optional<Integer> before = predecessor(returning).filter(this::mayBeReturnedTo);
    if (before.isPresent()) {
      registry.set(model, Alias.PREVIOUS, before.get());
    } else {
      registry.delete(model, Alias.PREVIOUS);
    }
    registry.set(model, Alias.PRODUCTION, returning.version());
    registry.release(model, returning.version(), Alias.STAGING, Alias.CHALLENGER);
    registry.tag(model, leaving.version(), Tags.STATUS, REJECTED);
    registry.stage(model, leaving.version(), Stage.ARCHIVED);
    registry.tag(model, returning.version(), Tags.STATUS, "production");
    registry.stage(model, returning.version(), Stage.PRODUCTION);
    before.ifPresent(older -> registry.tag(model, older, Tags.STATUS, "previous"));
    return decision(why, before);
  }

  private boolean mayBeReturnedTo(int version) {
    return version != leaving.version() && !isRejected(request.version(version));
  }

  private Decision decision(String why, Optional<Integer> before) {
    return new Decision(
        Action.ROLLBACK.label(),
        request.model(),
        leaving.version(),
        Verdict.PASSED,
        why,
        null,
        0,
        0,
        leaving.version(),
        null,
        null,
        null,
        null,
        returning.version(),
        before.orElse(null));
  }
}
