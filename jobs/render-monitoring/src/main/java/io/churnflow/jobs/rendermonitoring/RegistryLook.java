package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.PastDecision;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Registry;
import io.churnflow.runtime.mlflow.Tags;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks the registry for what the page says of versions and decisions.
///
/// @param model the registered model
/// @param asOf when, ISO-8601 in UTC
/// @param warnings takes what is odd of the answer
record RegistryLook(String model, String asOf, Consumer<String> warnings) {
  /// The newest ones, and those with an alias: years of weekly trainings would fill the file that
  /// they are remembered in.
  private static final int MOST_VERSIONS = 60;

  RegistryFacts facts(Registry registry) {
    Map<String, Integer> aliases = registry.named(model);
    List<ModelVersion> versions =
        registry.search(model, Tags.PIPELINE, model).stream()
            .sorted(Comparator.comparingInt(ModelVersion::version).reversed())
            .toList();
    List<VersionFacts> facts = new ArrayList<>();
    for (ModelVersion version : versions) {
      if (facts.size() < MOST_VERSIONS || aliases.containsValue(version.version())) {
        facts.add(of(version));
      }
    }
    return new RegistryFacts(asOf, aliases, facts);
  }

  VersionFacts of(ModelVersion version) {
    return new VersionFacts(
        version.version(),
        version.createdMillis() == 0
            ? ""
            : Instant.ofEpochSecond(version.createdMillis() / 1000).toString(),
        version.tag(Tags.ALGORITHM).orElse(""),
        version.tag(Tags.STATUS).orElse(""),
        version.tag(Tags.REASON).orElse(""),
        version.tag("churnflow.airflow.dag_id").orElse(""),
        version.tag("churnflow.airflow.run_id").orElse(""),
        version.tag(Tags.RUN_FOLDER).orElse(""),
        version.runId(),
        decisions(version));
  }

  private List<PastDecision> decisions(ModelVersion version) {
    List<PastDecision> decisions = new ArrayList<>();
    for (int number = 1; version.tag(Tags.DECISION + number).isPresent(); number++) {
      decision(version, Tags.DECISION + number).ifPresent(decisions::add);
    }
    return decisions;
  }

  /// People can write into tags; one that is no decision takes no page with it.
  private Optional<PastDecision> decision(ModelVersion version, String tag) {
    byte[] text = version.tag(tag).orElse("").getBytes(StandardCharsets.UTF_8);
    try {
      return Optional.of(Json.parse(text, PastDecision.class, version.label() + ", tag " + tag));
    } catch (DataException odd) {
      warnings.accept("decision left out: " + odd.getMessage());
      return Optional.empty();
    }
  }
}
