package io.churnflow.jobs.processdata;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Parts a checked table into training rows and hold-out rows. It fits nothing: which side a row is
/// on depends on its id, its group or its time.
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
    return step.publish(output -> split(pipeline, step.file(TABLE), output));
  }

  private Result split(Pipeline pipeline, Path file, Output output) throws IOException {
    SplitSummary summary;
    try (TableReader table = TableReader.open(file);
        Side train = Side.of("training", output.path("train.arrow"), table, pipeline);
        Side held = Side.of("hold-out", output.path("holdout.arrow"), table, pipeline)) {
      part(SideRule.of(pipeline, file), table, train, held);
      summary = new SplitSummary(train.rows(), held.rows(), train.finish(), held.finish());
    }
    output.json("split.json", summary);
    return Result.rows(summary.trainingRows() + summary.holdoutRows())
        .with("training_rows", summary.trainingRows())
        .with("holdout_rows", summary.holdoutRows())
        .with("training_positives", summary.trainingPositives())
        .with("holdout_positives", summary.holdoutPositives());
  }

  private void part(SideRule rule, TableReader table, Side train, Side held) throws IOException {
    InOrder.Taker<Parted> write =
        parted -> {
          train.add(parted.outside());
          held.add(parted.inside());
        };
    try (InOrder<Parted> work = new InOrder<>(run.threads(), write)) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        TableBatch batch = next.get();
        work.give(() -> Parted.of(batch, rule.of(batch)));
      }
      work.finish();
    }
  }

  /// A batch's rows by side.
  private record Parted(TableBatch inside, TableBatch outside) {
    static Parted of(TableBatch batch, Holdout holdout) {
      return new Parted(batch.select(holdout.inside()), batch.select(holdout.outside()));
    }
  }
}
