package io.churnflow.bench.alarms;

import static java.util.Objects.requireNonNull;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.pipeline.DriftPolicy;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import io.churnflow.learning.drift.DriftDetector;
import io.churnflow.learning.drift.Marginals;
import io.churnflow.learning.evaluation.Intervals;
import io.churnflow.learning.evaluation.Predictions;
import io.churnflow.learning.evaluation.Resamples;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.simulation.CustomerTable;
import io.churnflow.simulation.Scenario;
import java.util.List;
import java.util.Map;

/// Looks at made batches as `detect-drift` and `monitor-performance` look at real ones.
///
/// @param model in production all the time
/// @param reference of the model
/// @param rows of a batch
/// @param bound least PR-AUC
record Watch(StoredModel model, DriftReference reference, int rows, double bound) {
  private static final Target TARGET = new Target(CustomerTable.TARGET, "Yes", "No");
  private static final String METRIC = "pr_auc";

  /// The verdict on a month's batch.
  Level drift(Scenario scenario, int month) {
    FeatureTable features = model.features(scenario.month(month, rows).table());
    NumberMarginal score = Marginals.of(model.probabilities(features));
    return new DriftDetector(reference, model.threshold(), DriftPolicy.usual())
        .compare(Marginals.of(features), score)
        .verdict();
  }

  /// Whether the whole 95 % interval of a month's PR-AUC is below the bound.
  boolean below(Scenario scenario, int month, Workers workers) {
    Scenario.Month made = scenario.month(month, rows);
    Predictions predictions =
        new Predictions(model.probabilities(made.table(), workers), model.threshold());
    byte[] labels = Labels.of(made.table(), TARGET);
    Map<String, Estimate> measured =
        new Intervals(Resamples.of(rows, scenario.seed()), labels, workers)
            .of(List.of(predictions))
            .getFirst();
    return requireNonNull(measured.get(METRIC)).high() < bound;
  }
}
