package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.LastTraining;
import io.churnflow.runtime.NothingToDoException;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import java.io.IOException;
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
    String sha256 = Digests.of(file).sha256();
    if (skipUnchanged.value()) {
      refuseRepeating(sha256);
    }
    return run.step("load-data")
        .fact("input", sha256)
        .configuredBy(purpose.value(), pipeline.contract())
        .publish(output -> load(pipeline.contract(), file, sha256, output).with("input", given));
  }

  private Result load(Contract contract, Path file, String sha256, Output output)
      throws IOException {
    Table table = new CsvReader(contract, purpose.value(), run.messages()).read(file, sha256);
    output.table("table.arrow", table);
    return Result.rows(table.rows())
        .with("input_sha256", sha256)
        .with("columns", table.columns().size());
  }

  private void refuseRepeating(String sha256) {
    Optional<LastTraining> last = LastTraining.read(run.folder());
    if (last.isPresent() && last.get().sameAs(LastTraining.of(run, sha256))) {
      throw new NothingToDoException(
          "data, configuration and code are those of the last training, run " + last.get().runId());
    }
  }
}
