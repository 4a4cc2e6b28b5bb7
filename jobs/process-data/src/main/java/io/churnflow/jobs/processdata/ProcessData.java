package io.churnflow.jobs.processdata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import java.io.IOException;

/// Parts a checked table into training rows and hold-out rows. It fits nothing: which side a row is
/// on depends on its id alone.
public final class ProcessData implements Job {
  private static final String TABLE = "load-data/table.arrow";

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
    Step step =
        run.step("process-data")
            .reads(TABLE, "validate-data/validation.json")
            .configuredBy(pipeline.contract(), pipeline.split());
    return step.publish(output -> split(pipeline, ArrowTables.read(step.file(TABLE)), output));
  }

  private static Result split(Pipeline pipeline, Table table, Output output) throws IOException {
    Contract contract = pipeline.contract();
    Holdout holdout = Holdout.of(pipeline.split(), (TextColumn) table.column(contract.id()));
    Table train = table.select(holdout.outside());
    Table held = table.select(holdout.inside());
    SplitSummary summary =
        new SplitSummary(
            train.rows(),
            held.rows(),
            positives("training", train, contract.target()),
            positives("hold-out", held, contract.target()));
    output.table("train.arrow", train);
    output.table("holdout.arrow", held);
    output.json("split.json", summary);
    return Result.rows(table.rows())
        .with("training_rows", summary.trainingRows())
        .with("holdout_rows", summary.holdoutRows())
        .with("training_positives", summary.trainingPositives())
        .with("holdout_positives", summary.holdoutPositives());
  }

  private static long positives(String side, Table table, Target target) {
    CategoryColumn labels = (CategoryColumn) table.column(target.column());
    int code = labels.dictionary().indexOf(target.positive());
    long positives = 0;
    for (int label : labels.codes()) {
      positives += label == code ? 1 : 0;
    }
    if (positives == 0 || positives == table.rows()) {
      throw new DataException(
          "column %s: expected both '%s' and '%s' among the %d %s rows, found one of them only"
              .formatted(
                  target.column(), target.positive(), target.negative(), table.rows(), side));
    }
    return positives;
  }
}
