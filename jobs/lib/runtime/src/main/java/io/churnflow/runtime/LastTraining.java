package io.churnflow.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What the last finished training was made from: a scheduled training of the same has nothing to
/// do.
///
/// @param inputSha256 digest of the input CSV
/// @param outcomes digest of the past predictions and outcomes that it could use; empty where it
///   used none
/// @param configuration digest of the whole pipeline file
/// @param code content id of each job's jar
/// @param runId the Airflow run that it was
public record LastTraining(
    String inputSha256,
    String outcomes,
    String configuration,
    Map<String, String> code,
    String runId) {

  public LastTraining {
    // Older files do not have it.
    outcomes = outcomes == null ? "" : outcomes;
    code = Collections.unmodifiableMap(new TreeMap<>(code));
  }

  /// What a training of this input would be made from in this run.
  ///
  /// @param outcomes digest of the past predictions and outcomes that it may use, or empty
  /// @throws UsageException where the jars cannot be found
  public static LastTraining of(RunOptions run, String inputSha256, String outcomes) {
    run.pipeline();
    try {
      String configuration = Digests.of(run.folder().resolve("pipeline.yaml")).sha256();
      return new LastTraining(
          inputSha256, outcomes, configuration, Jars.contentIds(run.jobs()), run.folder().runId());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The last finished training of the run's pipeline, if there was one.
  ///
  /// @param warnings takes that the file is damaged; then nothing is known
  public static Optional<LastTraining> read(RunFolder run, Consumer<String> warnings) {
    return KeptRecords.read(file(run), LastTraining.class, warnings);
  }

  /// Remembers this as the last finished training of the run's pipeline.
  public void write(RunFolder run) throws IOException {
    Durable.replace(file(run), Json.bytes(this));
  }

  /// Whether another training would be made from the same.
  public boolean sameAs(LastTraining other) {
    return inputSha256.equals(other.inputSha256)
        && outcomes.equals(other.outcomes)
        && configuration.equals(other.configuration)
        && code.equals(other.code);
  }

  private static Path file(RunFolder run) {
    return run.home().resolve("state").resolve(run.pipeline()).resolve("last-training.json");
  }
}
