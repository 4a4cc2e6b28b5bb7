package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.LastTraining;
import io.churnflow.runtime.NothingToDoException;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.archive.KnownOutcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a CSV as the contract describes it and publishes it as a typed table.
public final class LoadData implements Job {
  private final Options options =
      new Options("load-data", "Reads a CSV into a typed table, as the contract describes it.");
  private final RunOptions run = options.run();

  private final Option<Purpose> purpose =
      options.required("--purpose", Purpose.class, "${COMPLETION-CANDIDATES}.");
  private final Option<String> input =
      options.optional(
          "--input",
          String.class,
          "The CSV, under an input root; default for training: the pipeline file's.");
  private final Option<Boolean> skipUnchanged =
      options.option(
          "--skip-unchanged",
          false,
          "true: end with 99 where data, configuration and code are those of the last training.");

  public static void main(String[] args) {
    Job.main(new LoadData(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    String given = purpose.value().input(input, pipeline);
    Path file = run.input(given);
    Step step =
        run.step("load-data")
            .configuredBy(
                purpose.value(), pipeline.contract(), purpose.value().quarantine(pipeline));
    Optional<String> known = mayBeKnown(step) ? Optional.of(sha256(file)) : Optional.empty();
    if (known.isPresent()) {
      step.fact("input", known.get());
      if (skipUnchanged.value()) {
        refuseRepeating(known.get());
      }
    }
    return step.publish(output -> load(step, known, file, output).with("input", given));
  }

  /// Whether the input may have been read before; only then is it worth hashing before it is read.
  private boolean mayBeKnown(Step step) {
    return Files.exists(step.target())
        || (skipUnchanged.value() && LastTraining.read(run.folder(), damaged -> {}).isPresent());
  }

  private static String sha256(Path file) throws IOException {
    return Digests.of(file).sha256();
  }

  private Result load(Step step, Optional<String> known, Path file, Output output)
      throws IOException {
    Contract contract = run.pipeline().contract();
    Loaded loaded = read(contract, file, output);
    if (loaded.putAside() > 0) {
      run.messages()
          .warn(
              "input %s: %d of %d rows cannot be read and are put aside; %s says why"
                  .formatted(
                      file, loaded.putAside(), loaded.rows() + loaded.putAside(), Quarantine.FILE));
    }
    if (!loaded.sha256().equals(known.orElse(loaded.sha256()))) {
      throw new DataException("input %s: changed while it was read".formatted(file));
    }
    step.fact("input", loaded.sha256());
    return Result.rows(loaded.rows())
        .with("input_sha256", loaded.sha256())
        .with("put_aside", loaded.putAside())
        .with("columns", Layout.of(contract, purpose.value()).columns().size());
  }

  private Loaded read(Contract contract, Path file, Output output) throws IOException {
    Path target = output.path("table.arrow");
    Optional<Loaded> fast =
        new FastReader(contract, purpose.value(), run.threads(), FastReader.CHUNK_BYTES)
            .read(file, target);
    if (fast.isPresent()) {
      fast.get().warnings().forEach(run.messages()::warn);
      return fast.get();
    }
    double quarantine = purpose.value().quarantine(run.pipeline());
    return new CsvReader(contract, purpose.value(), quarantine, run.messages()::warn)
        .read(file, target, output.path(Quarantine.FILE));
  }

  private void refuseRepeating(String sha256) throws IOException {
    Optional<LastTraining> last = LastTraining.read(run.folder(), run.messages()::warn);
    if (last.isPresent()
        && last.get().sameAs(LastTraining.of(run, sha256, KnownOutcomes.digest(run)))) {
      throw new NothingToDoException(
          "data, configuration and code are those of the last training, run " + last.get().runId());
    }
  }
}
