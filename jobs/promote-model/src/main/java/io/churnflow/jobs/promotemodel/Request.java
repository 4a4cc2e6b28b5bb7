package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Manifest;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.NothingToDoException;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.Alias;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What was asked, and the registry as it is now.
///
/// @param run the run that asks
/// @param mlflow the server
/// @param asked the version that was asked for, or [#STAGING]
/// @param author who asks
/// @param overruling of the gate, where a person has asked for it
/// @param aliases which version each alias names
record Request(
    RunOptions run,
    Mlflow mlflow,
    int asked,
    Author author,
    Optional<Overruling> overruling,
    Map<Alias, Integer> aliases) {

  /// Stands for the version that the alias names.
  static final int STAGING = 0;

  Request {
    aliases = Map.copyOf(aliases);
  }

  Request(
      RunOptions run, Mlflow mlflow, int asked, Author author, Optional<Overruling> overruling) {
    this(run, mlflow, asked, author, overruling, mlflow.registry().aliases(run.pipeline().name()));
  }

  Registry registry() {
    return mlflow.registry();
  }

  String model() {
    return run.pipeline().name();
  }

  /// The version in production, if there is one.
  Optional<ModelVersion> production() {
    return Optional.ofNullable(aliases.get(Alias.PRODUCTION)).map(this::version);
  }

  /// The version that is to be considered.
  ///
  /// @throws NothingToDoException where none was asked for and none waits, because it is in
  ///   production already: two trainings in a row may start two promotions of the second's version
  /// @throws UsageException where it is not there
  ModelVersion candidate() {
    if (asked != STAGING) {
      return version(asked);
    }
    Integer staged = aliases.get(Alias.STAGING);
    if (staged == null && aliases.containsKey(Alias.PRODUCTION)) {
      throw new NothingToDoException(
          "registered model %s: no version waits under the alias staging".formatted(model()));
    }
    if (staged == null) {
      throw new UsageException(
          "registered model %s: expected a version under the alias staging, found none"
              .formatted(model()));
    }
    return version(staged);
  }

  /// @throws UsageException where the registry has no such version
  ModelVersion version(int number) {
    return registry()
        .version(model(), number)
        .orElseThrow(() ->
            new UsageException(
                "registered model %s: expected version %d, found none".formatted(model(), number)));
  }

  /// What the gate of this very run has decided, if it ran.
  Optional<Decision> gate() {
    Path folder = run.folder().resolve(PromoteModel.STEP).resolve(Action.GATE.label());
    Path file = folder.resolve("decision.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Manifest manifest = Json.read(folder.resolve("manifest.json"), Manifest.class);
    try {
      if (!Digests.of(file).equals(manifest.files().get("decision.json"))) {
        throw new DataException(
            file + ": expected the file that the gate published, found another");
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Optional.of(Json.read(file, Decision.class));
  }
}
