package io.churnflow.jobs.predict;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Messages;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arms that can score a table. A challenger that cannot is left out with a warning: what is
/// tried does not stop what is in use.
///
/// @param pipeline the pipeline file
/// @param messages takes the warnings
record FittingArms(Pipeline pipeline, Messages messages) {

  /// @param resolved production first, which is not left out
  /// @param from the table
  List<Arm> of(List<Arm> resolved, Path from) throws IOException {
    List<Arm> arms = new ArrayList<>(List.of(resolved.getFirst()));
    if (resolved.size() > 1) {
      try (TableReader table = TableReader.open(from)) {
        Optional<TableBatch> batch = table.next();
        resolved.stream()
            .skip(1)
            .filter(arm -> batch.isEmpty() || fits(arm, batch.get()))
            .forEach(arms::add);
      }
    }
    arms.forEach(this::warnOfAnotherContract);
    return arms;
  }

  private boolean fits(Arm arm, TableBatch batch) {
    try {
      return arm.model().features(batch.table()).rows() == batch.rows();
    } catch (IllegalArgumentException other) {
      messages.warn(
          "version %d (%s) does not fit this pipeline's columns and is left out: %s"
              .formatted(arm.version().version(), arm.name(), other.getMessage()));
      return false;
    }
  }

  /// Another allowed share of missing cells, say, leaves the model as good as it was; other columns
  /// do not get this far.
  private void warnOfAnotherContract(Arm arm) {
    String now = PipelineFile.contractSha256(pipeline.contract());
    if (!now.equals(arm.model().contractSha256())) {
      messages.warn(
          "version %d of %s was trained under another data contract than the pipeline file has now"
              .formatted(arm.version().version(), arm.version().model()));
    }
  }
}
