package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Holds a typed table against the contract; what breaks it ends the run here.
public final class ValidateData implements Job {
  private static final String TABLE = "load-data/table.arrow";

  private final Options options =
      new Options("validate-data", "Checks a table against the contract.");
  private final RunOptions run = options.run();

  private final Option<Purpose> purpose =
      options.required("--purpose", Purpose.class, "${COMPLETION-CANDIDATES}.");

  public static void main(String[] args) {
    Job.main(new ValidateData(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Contract contract = run.pipeline().contract();
    RowHistory history = new RowHistory(run.folder(), purpose.value());
    boolean compared = contract.rowCount() != null;
    BatchRows previous = compared ? history.previous() : BatchRows.NONE;
    Step step =
        run.step("validate-data")
            .readsWhileChecking(TABLE)
            .configuredBy(purpose.value(), contract, previous.rows());
    Rules rules = new Rules(contract, purpose.value(), previous);
    Outcome outcome = step.publish(output -> validate(rules, step.file(TABLE), output));
    if (compared) {
      history.accept(outcome.result().path("rows").asLong(), outcome.isReused());
    }
    return outcome;
  }

  private Result validate(Rules rules, Path file, Output output) throws IOException {
    Validation found = rules.check(Batches.of(file));
    found.warnings().forEach(check -> run.messages().warn(check.sentence()));
    List<Check> broken = found.errors();
    if (!broken.isEmpty()) {
      throw new DataException(message(broken));
    }
    output.json("validation.json", found);
    return Result.rows(found.rows()).with("checks", found.checks().size());
  }

  private static String message(List<Check> broken) {
    String first = broken.getFirst().sentence();
    return broken.size() == 1
        ? first
        : "%s (and %d more broken rules: %s)"
            .formatted(
                first,
                broken.size() - 1,
                String.join(", ", broken.stream().skip(1).limit(10).map(Check::name).toList()));
  }
}
