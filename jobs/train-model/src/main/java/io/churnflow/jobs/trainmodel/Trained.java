package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.Feature;
import io.churnflow.learning.IdDigests;
import io.churnflow.learning.Learner;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.onnx.OnnxWriter;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.PipelineFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A fitted candidate and what it measured on rows that each fold's model had not seen.
///
/// @param pipeline the run's pipeline
/// @param learner algorithm and parameters
/// @param fit the model, and a prediction of each training row
/// @param labels 1 or 0 a training row
/// @param threshold chosen on the out-of-fold predictions
/// @param outOfFold metrics of those predictions
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record Trained(
    Pipeline pipeline,
    Learner learner,
    CrossFit fit,
    byte[] labels,
    double threshold,
    ClassMetrics outOfFold) {

  Trained(Pipeline pipeline, Learner learner, CrossFit fit, byte[] labels, double threshold) {
    this(pipeline, learner, fit, labels, threshold, Metrics.of(labels, fit.outOfFold(), threshold));
  }

  /// Publishes model, summary, out-of-fold predictions and the digests of the ids it was trained
  /// on.
  ///
  /// @param table the training rows
  void publish(Table table, Output output) throws IOException {
    String contract = PipelineFile.contractSha256(pipeline.contract());
    byte[] model =
        OnnxWriter.write(
            new StoredModel(
                fit.model(), new Uncalibrated(), learner.algorithm(), threshold, contract));
    output.bytes("model.onnx", model);
    output.json("training.json", summary(Digests.sha256(model)));
    output.table("out_of_fold.arrow", predictions(table));
    output.bytes("training_ids.bin", ids(table).toBytes());
  }

  private TrainingSummary summary(String modelSha256) {
    return new TrainingSummary(
        learner.algorithm(),
        learner.parameters(),
        pipeline.training().seed(),
        pipeline.training().folds(),
        fit.model().features().stream().map(Feature::name).toList(),
        threshold,
        outOfFold,
        modelSha256);
  }

  private Table predictions(Table table) {
    Column id = table.column(pipeline.contract().id());
    Column label = table.column(pipeline.contract().target().column());
    Column probability =
        new NumberColumn("churn_probability", NumberColumn.Kind.NUMBER, fit.outOfFold());
    return new Table(List.of(id, label, probability), table.rows());
  }

  private IdDigests ids(Table table) {
    TextColumn ids = (TextColumn) table.column(pipeline.contract().id());
    return IdDigests.of(
        pipeline.split().salt(), Arrays.stream(ids.values()).map(String::valueOf).toList());
  }
}
