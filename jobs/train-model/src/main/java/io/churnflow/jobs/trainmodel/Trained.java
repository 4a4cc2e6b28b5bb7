package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.SearchSummary;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.Feature;
import io.churnflow.learning.IdDigests;
import io.churnflow.learning.calibration.CalibrationFit;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.onnx.OnnxWriter;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.PipelineFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A fitted candidate and what it measured on rows that each fold's model had not seen.
///
/// @param pipeline the run's pipeline
/// @param fit the model, and a score of each training row
/// @param calibrated what makes probabilities of scores
/// @param decided threshold and metrics
/// @param leaks signs of a leak
/// @param search what led to the parameters
record Trained(
    Pipeline pipeline,
    CrossFit fit,
    CalibrationFit calibrated,
    Decided decided,
    LeakSummary leaks,
    SearchSummary search) {

  /// Publishes model, summary, out-of-fold predictions and the digests of the ids it was trained
  /// on.
  ///
  /// @param table the training rows
  void publish(Table table, Output output) throws IOException {
    StoredModel stored =
        new StoredModel(
            fit.model(),
            calibrated.calibration(),
            fit.learner().algorithm(),
            decided.threshold(),
            PipelineFile.contractSha256(pipeline.contract()),
            derivations());
    byte[] model = OnnxWriter.write(stored);
    output.bytes(CandidateFiles.MODEL, model);
    output.json(CandidateFiles.SUMMARY, summary(Digests.sha256(model)));
    output.table(CandidateFiles.OUT_OF_FOLD, predictions(table));
    output.bytes(CandidateFiles.TRAINING_IDS, ids(table).toBytes());
  }

  /// Those of the columns that the model has, in its order.
  private List<Derivation> derivations() {
    Map<String, Derivation> asked =
        Derivation.byName(Derivation.all(pipeline.features().derived()));
    return fit.model().features().stream()
        .map(feature -> asked.get(feature.name()))
        .filter(Objects::nonNull)
        .toList();
  }

  private TrainingSummary summary(String modelSha256) {
    return new TrainingSummary(
        fit.learner().algorithm(),
        fit.learner().parameters(),
        pipeline.training().seed(),
        pipeline.training().folds(),
        Feature.names(fit.model().features()),
        decided.threshold(),
        decided.metrics(),
        modelSha256,
        calibrated.summary(),
        search,
        leaks,
        decided.profit());
  }

  private Table predictions(Table table) {
    Column id = table.column(pipeline.contract().id());
    Column label = table.column(pipeline.contract().target().column());
    Column probability =
        new NumberColumn("churn_probability", NumberColumn.Kind.NUMBER, calibrated.probabilities());
    return new Table(List.of(id, label, probability), table.rows());
  }

  private IdDigests ids(Table table) {
    TextColumn ids = (TextColumn) table.column(pipeline.contract().id());
    return IdDigests.of(
        pipeline.split().salt(), Arrays.stream(ids.values()).map(String::valueOf).toList());
  }
}
