package io.churnflow.jobs.processdata;

import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.SplitSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Step;
import java.io.IOException;
import java.nio.file.Path;

/// Parts a checked table into training rows and hold-out rows. It fits nothing: which side a row is
/// on depends on its id, its group or its time; equal rows are on one side where there are many.
public final class ProcessData implements Job {
  private final Options options =
      new Options("process-data", "Parts a table into training rows and hold-out rows.");
  private final RunOptions run = options.run();

  public static void main(String[] args) {
    Job.main(new ProcessData(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    Step step = run.step("process-data");
    String table = RunTables.training(step);
    step.configuredBy(pipeline.contract(), pipeline.split(), pipeline.features().exclude());
    return step.publish(output -> split(pipeline, step.file(table), output));
  }

  private Result split(Pipeline pipeline, Path file, Output output) throws IOException {
    Sides sides = new Sides(pipeline, file, output, run.threads());
    Sides.Written written = sides.write(SideRule.of(pipeline, file));
    CopiedRows copied = written.copies().copied();
    boolean byId = pipeline.split().groupColumn() == null && pipeline.split().timeColumn() == null;
    boolean together = byId && copied.keepTogether();
    if (together) {
      written = sides.write(SideRule.together(pipeline, written.copies().repeated()));
    }
    if (copied.many()) {
      run.messages().warn(warning(copied, together));
    }
    SplitSummary summary =
        new SplitSummary(
            written.trainingRows(),
            written.holdoutRows(),
            written.trainingPositives(),
            written.holdoutPositives(),
            copied.across(),
            together);
    output.json("split.json", summary);
    return Result.rows(summary.trainingRows() + summary.holdoutRows())
        .with("training_rows", summary.trainingRows())
        .with("holdout_rows", summary.holdoutRows())
        .with("training_positives", summary.trainingPositives())
        .with("holdout_positives", summary.holdoutPositives())
        .with("holdout_copies", summary.holdoutCopies());
  }

  private static String warning(CopiedRows copied, boolean together) {
    String what =
        together
            ? "a model would be measured on rows that it has seen, so that equal rows are now on one side"
            : "the hold-out measures a model on rows whose like it has seen";
    return "%d of %d hold-out rows have the same features as a training row: %s"
        .formatted(copied.across(), copied.judged(), what);
  }
}
