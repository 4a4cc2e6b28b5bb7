package io.churnflow.jobs.rendermonitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.mlflow.Alias;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds out which version is in production and what it was trained on.
///
/// @param run of the pipeline
/// @param registry what the registry knows, or knew when it last answered
/// @param isFresh whether it has just answered
record ProductionLook(RunFolder run, Optional<RegistryFacts> registry, boolean isFresh) {

  /// The registry is the truth; while it is away, scoring goes on with the version that was last
  /// resolved.
  Optional<Production> production() {
    Optional<Integer> named = registry.map(facts -> facts.aliases().get(Alias.PRODUCTION.label()));
    Optional<ProductionModel> resolved = isFresh ? Optional.empty() : resolved();
    if (resolved.isPresent()) {
      return Optional.of(of(resolved.get().version(), resolved.get().algorithm()));
    }
    return named.map(version -> of(version, ""));
  }

  private Production of(int version, String algorithm) {
    Optional<VersionFacts> facts = registry.flatMap(known -> known.version(version));
    return new Production(
        version,
        facts.map(VersionFacts::algorithm).filter(name -> !name.isEmpty()).orElse(algorithm),
        facts,
        registry.flatMap(known -> known.inProductionSince(version)),
        facts.flatMap(this::trained));
  }

  private Optional<ProductionModel> resolved() {
    Path file = run.home().resolve("state").resolve(run.pipeline()).resolve("production.json");
    return Files.exists(file)
        ? Optional.of(Json.read(file, ProductionModel.class))
        : Optional.empty();
  }

  /// What a tag says is no path before it was seen to lead below the pipeline's run folders.
  private Optional<Production.TrainedOn> trained(VersionFacts facts) {
    Path runs = run.home().resolve("runs").resolve(run.pipeline());
    Path folder = run.home().resolve(facts.runFolder()).normalize();
    Path loaded = folder.resolve("load-data/result.json");
    Path split = folder.resolve("process-data/result.json");
    if (!folder.startsWith(runs) || !Files.exists(loaded) || !Files.exists(split)) {
      return Optional.empty();
    }
    ObjectNode sides = Json.read(split, ObjectNode.class);
    String input = Json.read(loaded, ObjectNode.class).path("input").asText();
    return Optional.of(
        new Production.TrainedOn(
            source(input.substring(input.lastIndexOf('/') + 1), folder),
            sides.path("training_rows").asLong(),
            sides.path("holdout_rows").asLong()));
  }

  /// The CSV, or the past batches whose outcomes were learned from, or both.
  private static String source(String input, Path folder) {
    Path file = folder.resolve(AddedOutcomes.FILE);
    if (!Files.exists(file)) {
      return input;
    }
    AddedOutcomes added = Json.read(file, AddedOutcomes.class);
    long batches = added.usedBatches();
    String past =
        batches == 1
            ? "a past batch whose outcomes are known"
            : "%d past batches whose outcomes are known".formatted(batches);
    return batches == 0 ? input : added.inputRows() == 0 ? past : input + " and " + past;
  }
}
