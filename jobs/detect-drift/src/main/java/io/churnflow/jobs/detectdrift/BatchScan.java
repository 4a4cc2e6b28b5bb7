package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.drift.DriftDetector;
import io.churnflow.learning.drift.Marginals;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a table once, batch by batch, and counts what the model sees of it and says of it. Memory
/// grows with the different values, of which there are at most [Marginals#MOST] a column.
final class BatchScan {
  private static final String SCORE = "";

  private final StoredModel model;
  private final Path file;
  private final int threads;
  private final Map<String, Marginal> counted = new LinkedHashMap<>();

  BatchScan(StoredModel model, Path file, int threads) {
    this.model = model;
    this.file = file;
    this.threads = threads;
  }

  /// @throws DataException where the table has other columns than the model takes
  BatchDrift compare(DriftDetector detector) throws IOException {
    try (TableReader table = TableReader.open(file);
        InOrder<Map<String, Marginal>> work = new InOrder<>(threads, this::take)) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        TableBatch batch = next.get();
        work.give(() -> count(batch));
      }
      work.finish();
      Marginal score = counted.getOrDefault(SCORE, Marginals.of(new double[0]));
      return detector.compare(counted, (NumberMarginal) score);
    } catch (IllegalArgumentException other) {
      throw new DataException(
          "%s does not fit the model's reference: %s".formatted(file, other.getMessage()), other);
    }
  }

  private Map<String, Marginal> count(TableBatch batch) {
    FeatureTable features = model.features(batch.table());
    Map<String, Marginal> counts = Marginals.of(features);
    counts.put(SCORE, Marginals.of(model.probabilities(features)));
    return counts;
  }

  private void take(Map<String, Marginal> counts) {
    counts.forEach((name, marginal) -> counted.merge(name, marginal, Marginals::merge));
  }
}
