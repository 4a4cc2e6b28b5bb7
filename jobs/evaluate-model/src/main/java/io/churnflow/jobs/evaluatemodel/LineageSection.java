package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Split;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import io.churnflow.runtime.mlflow.DataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the winner was made from, so that it can be made again.
///
/// @param pipeline the pipeline file
/// @param findings what was measured
/// @param inputs the tables behind it
record LineageSection(Pipeline pipeline, Findings findings, List<DataSet> inputs) {
  LineageSection {
    inputs = List.copyOf(inputs);
  }

  List<Node> nodes() {
    TrainingSummary summary = findings.best().candidate().summary();
    Target target = pipeline.contract().target();
    List<List<Node>> rows = new ArrayList<>();
    rows.add(row("Target", "%s = %s".formatted(target.column(), target.positive())));
    rows.add(row("Training rows", counts(findings.best().outOfFold())));
    rows.add(row("Hold-out rows", counts(findings.best().holdout())));
    inputs.forEach(table -> rows.add(code(table.name() + ".arrow, SHA-256", table.sha256())));
    rows.add(code("model.onnx, SHA-256", summary.modelSha256()));
    rows.add(code("Data contract, SHA-256", findings.best().candidate().model().contractSha256()));
    rows.add(row("Split", split(pipeline.split())));
    rows.add(
        row(
            "Seed and folds",
            "seed %d, %d folds; %d bootstrap resamples of seed %d"
                .formatted(
                    summary.seed(),
                    summary.folds(),
                    findings.evaluation().resamples(),
                    findings.evaluation().seed())));
    rows.add(row("Parameters", parameters(summary)));
    rows.add(row("Search", summary.search().words()));
    rows.add(row("Calibration", summary.calibration().words()));
    rows.add(row("Threshold rule", pipeline.threshold().words()));
    rows.add(row("Columns used", String.join(", ", summary.features())));
    return List.of(
        Node.of("h2", "Data and lineage"),
        new Grid(List.of("", ""), rows).element().classed("grid lineage"),
        Node.of(
            "p",
            "This page is the same for the same inputs: times, run ids and the commit stand in the receipts of the run folder and in MLflow."));
  }

  private static String split(Split split) {
    if (split.timeColumn() != null) {
      return "the latest %d %% by %s held out"
          .formatted(split.holdoutPercent(), split.timeColumn());
    }
    String by = split.groupColumn() == null ? "id" : split.groupColumn();
    return "%d %% held out by %s, salt %s".formatted(split.holdoutPercent(), by, split.salt());
  }

  private static String parameters(TrainingSummary summary) {
    return summary.parameters().entrySet().stream()
        .map(parameter -> parameter.getKey() + " = " + parameter.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String counts(ClassMetrics metrics) {
    return "%s, %s positive (%s)"
        .formatted(
            Texts.count(metrics.rows()),
            Texts.count(metrics.positives()),
            Texts.percent((double) metrics.positives() / metrics.rows()));
  }

  private static List<Node> row(String name, String value) {
    return List.of(Node.text(name), Node.text(value));
  }

  private static List<Node> code(String name, String value) {
    return List.of(Node.text(name), Node.of("code", value));
  }
}
