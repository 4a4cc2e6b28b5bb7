package io.churnflow.jobs.rendermonitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.runtime.KeptRecords;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.mlflow.Alias;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds out which version is in production and what it was trained on.
///
/// @param run of the pipeline
/// @param registry what the registry knows, or knew when it last answered
/// @param isFresh whether it has just answered
/// @param warnings takes what is damaged, and left out
record ProductionLook(
    RunFolder run, Optional<RegistryFacts> registry, boolean isFresh, Consumer<String> warnings) {

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
    return KeptRecords.read(file, ProductionModel.class, warnings);
  }

  /// What a tag says is no path before it was seen to lead below the pipeline's run folders.
  private Optional<Production.TrainedOn> trained(VersionFacts facts) {
    Path runs = run.home().resolve("runs").resolve(run.pipeline());
    Path folder = run.home().resolve(facts.runFolder()).normalize();
    if (!folder.startsWith(runs)) {
      return Optional.empty();
    }
    Optional<ObjectNode> sides = result(folder, "process-data");
    return result(folder, "load-data")
        .map(loaded -> loaded.path("input").asText())
        .flatMap(input ->
            sides.map(split ->
                new Production.TrainedOn(
                    source(input.substring(input.lastIndexOf('/') + 1), folder),
                    split.path("training_rows").asLong(),
                    split.path("holdout_rows").asLong())));
  }

  private Optional<ObjectNode> result(Path folder, String step) {
    return KeptRecords.read(
        folder.resolve(step).resolve("result.json"), ObjectNode.class, warnings);
  }

  /// The CSV, or the past batches whose outcomes were learned from, or both.
  private String source(String input, Path folder) {
    Optional<AddedOutcomes> found =
        KeptRecords.read(folder.resolve(AddedOutcomes.FILE), AddedOutcomes.class, warnings);
    if (found.isEmpty()) {
      return input;
    }
    AddedOutcomes added = found.get();
    long batches = added.usedBatches();
    String past =
        batches == 1
            ? "a past batch whose outcomes are known"
            : "%d past batches whose outcomes are known".formatted(batches);
    return batches == 0 ? input : added.inputRows() == 0 ? past : input + " and " + past;
  }
}
