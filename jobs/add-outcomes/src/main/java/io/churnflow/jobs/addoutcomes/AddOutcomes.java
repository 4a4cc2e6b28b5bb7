package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.pipeline.OutcomeWindow;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.archive.KnownOutcomes;
import java.io.IOException;
import java.nio.file.Path;

/// Makes training rows of customers who were scored and whose outcome has become known since: as
/// they looked when they were scored, with what they have done after. It fits nothing.
public final class AddOutcomes implements Job {
  static final String TABLE = "table.arrow";

  private final Options options =
      new Options(
          "add-outcomes", "Adds scored customers whose outcome is known to a training's rows.");
  private final RunOptions run = options.run();

  public static void main(String[] args) {
    Job.main(new AddOutcomes(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    OutcomeWindow window = pipeline.training().outcomes();
    if (window == null) {
      throw new UsageException(
          "pipeline file: training.outcomes: expected fields such as batches, found none");
    }
    KnownOutcomes known = KnownOutcomes.chosen(run);
    Step step = run.step("add-outcomes");
    String table = RunTables.checked(step);
    step.fact(KnownOutcomes.FILE, known.sha256())
        .configuredBy(pipeline.contract(), window, pipeline.monitoring().labels().dueDays());
    return step.publish(output -> add(pipeline, window, known, step.file(table), output));
  }

  private Result add(
      Pipeline pipeline, OutcomeWindow window, KnownOutcomes known, Path table, Output output)
      throws IOException {
    AddedOutcomes added = new Adding(run, pipeline, known).add(table, window, output.path(TABLE));
    output.json(AddedOutcomes.NAME, added);
    if (added.outcomeRows() > 0) {
      pipeline.cautions().forEach(run.messages()::warn);
    }
    return Result.rows(added.rows())
        .with("input_rows", added.inputRows())
        .with("outcome_rows", added.outcomeRows())
        .with("batches", added.usedBatches())
        .with("replaced", added.replaced())
        .with("unknown", added.unknown())
        .with("as_of", added.asOf());
  }
}
