package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.KeptRecords;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/// How many rows the batches before had: what the last accepted one had is kept for the pipeline,
/// what a run compares with is kept in its folder, so that each of its tries compares with the
/// same.
final class RowHistory {
  private final RunFolder run;
  private final Path ofRun;
  private final Path last;
  private final Consumer<String> warnings;

  /// @param purpose batches for training are compared with each other, and those for scoring
  /// @param warnings takes that what was kept is damaged: then there is no batch before
  RowHistory(RunFolder run, Purpose purpose, Consumer<String> warnings) {
    this.run = run;
    this.warnings = warnings;
    this.ofRun = run.resolve("previous-rows.json");
    this.last =
        run.home()
            .resolve("state")
            .resolve(run.pipeline())
            .resolve("rows-%s.json".formatted(purpose.name().toLowerCase(Locale.ROOT)));
  }

  /// The batch that this run's is compared with.
  BatchRows previous() throws IOException {
    if (!Files.exists(ofRun)) {
      Durable.create(ofRun, Json.bytes(last()));
    }
    return Json.read(ofRun, BatchRows.class);
  }

  private BatchRows last() {
    return KeptRecords.read(last, BatchRows.class, warnings).orElse(BatchRows.NONE);
  }

  /// Remembers this run's batch as the last accepted one.
  ///
  /// @param again whether an earlier try had accepted it: then a later run's batch may have come
  ///   since, which stays the last
  void accept(long rows, boolean again) throws IOException {
    BatchRows now = new BatchRows(run.runId(), rows);
    if (!again || last().equals(previous())) {
      Durable.replace(last, Json.bytes(now));
    }
  }
}
