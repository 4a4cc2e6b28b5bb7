package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Holds a typed table against the contract. What breaks it ends the run here, or is put aside
/// where the pipeline allows that; what was found is left for people either way.
public final class ValidateData implements Job {
  static final String JSON = "validation.json";
  static final String PAGE = "validation.html";

  private static final String TABLE = "load-data/table.arrow";
  private static final String PUT_ASIDE = "load-data/" + Quarantine.FILE;

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
    Pipeline pipeline = run.pipeline();
    Contract contract = pipeline.contract();
    RowHistory history = new RowHistory(run.folder(), purpose.value(), run.messages()::warn);
    boolean compared = contract.rowCount() != null;
    BatchRows previous = compared ? history.previous() : BatchRows.NONE;
    double quarantine = purpose.value().quarantine(pipeline);
    Step step =
        run.step("validate-data")
            .readsWhileChecking(TABLE)
            .configuredBy(purpose.value(), contract, previous.rows(), quarantine);
    List<Path> aside = step.readsIfThere(PUT_ASIDE) ? List.of(step.file(PUT_ASIDE)) : List.of();
    RowNumbers numbers = RowNumbers.without(aside);
    Judgement judgement =
        new Judgement(new Rules(contract, purpose.value(), previous, numbers), quarantine);
    Outcome outcome = publish(step, judgement);
    if (compared) {
      history.accept(
          outcome.result().path("rows").asLong() + outcome.result().path("put_aside").asLong(),
          outcome.isReused());
    }
    return outcome;
  }

  private Outcome publish(Step step, Judgement judgement) throws Exception {
    DataCheckLog log = new DataCheckLog(run, purpose.value(), step.digest());
    boolean[] refused = new boolean[1];
    try {
      Outcome outcome =
          step.publish(output -> validate(judgement, step.file(TABLE), output, refused));
      log.write(step.target())
          .ifPresent(warning -> outcome.result().withArray("warnings").add(warning));
      return outcome;
    } catch (DataException bad) {
      if (refused[0] && Files.exists(step.refused())) {
        log.write(step.refused());
      }
      throw bad;
    }
  }

  private Result validate(Judgement judgement, Path file, Output output, boolean[] refused)
      throws IOException {
    Judgement.Judged judged = judgement.of(Batches.of(file), output);
    Validation found = judged.validation();
    found.warnings().forEach(check -> run.messages().warn(check.sentence()));
    output.json(JSON, found);
    output.bytes(
        PAGE, new ValidationPage(run.pipeline().name(), purpose.value(), found).page().bytes());
    if (!found.isAccepted()) {
      refused[0] = true;
      throw output.refuse(judged.reason());
    }
    long kept = found.rows() - (found.putAside() - judgement.rules().numbers().putAside());
    if (found.putAside() > 0) {
      run.messages()
          .warn(
              "%d of %d rows are put aside and not used; %s says why"
                  .formatted(found.putAside(), kept + found.putAside(), Quarantine.FILE));
    }
    return Result.rows(kept)
        .with("checks", found.checks().size())
        .with("put_aside", found.putAside());
  }
}
