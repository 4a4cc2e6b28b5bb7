package io.churnflow.jobs.predict;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Messages;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.UsageException;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// The probabilities of a table's rows, in its order.
///
/// @param ids one a row
/// @param probabilities one a row, in [0, 1]
/// @param threshold a row is predicted positive where its probability is at least this
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record Scores(@Nullable String[] ids, double[] probabilities, double threshold) {

  /// @throws UsageException where the table lacks a column that the model takes
  static Scores of(Resolved resolved, Table table, Pipeline pipeline, Messages messages) {
    String id = pipeline.contract().id();
    if (!(table.find(id).orElse(null) instanceof TextColumn ids)) {
      throw new DataException(
          "%s: expected the id column %s, found none".formatted(Predict.TABLE, id));
    }
    warnOfAnotherContract(resolved, pipeline, messages);
    double[] probabilities;
    try {
      probabilities = resolved.model().probabilities(table);
    } catch (IllegalArgumentException other) {
      throw new UsageException(
          "version %d of %s does not fit this pipeline's columns: %s; train and promote a model for them"
              .formatted(
                  resolved.production().version(),
                  resolved.production().model(),
                  other.getMessage()));
    }
    return new Scores(ids.values(), probabilities, resolved.model().threshold());
  }

  /// Another allowed share of missing cells, say, leaves the model as good as it was; other columns
  /// do not get this far.
  private static void warnOfAnotherContract(
      Resolved resolved, Pipeline pipeline, Messages messages) {
    String now = PipelineFile.contractSha256(pipeline.contract());
    if (!now.equals(resolved.model().contractSha256())) {
      messages.warn(
          "version %d of %s was trained under another data contract than the pipeline file has now"
              .formatted(resolved.production().version(), resolved.production().model()));
    }
  }

  boolean isPositive(int row) {
    return probabilities[row] >= threshold;
  }

  /// How many rows are predicted positive.
  long positives() {
    return DoubleStream.of(probabilities).filter(probability -> probability >= threshold).count();
  }
}
