package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import io.churnflow.runtime.mlflow.DataSet;
import java.util.ArrayList;
import java.util.List;

/// The evaluation as one page for a reviewer: what the model is, how good, against which threshold,
/// what to be careful about, and then everything behind it.
///
/// Nothing in it is particular to one run: no times, no run ids. The same inputs give the same
/// bytes.
///
/// @param pipeline the pipeline file
/// @param findings what was measured
/// @param inputs the tables behind it
record Report(Pipeline pipeline, Findings findings, List<DataSet> inputs) {
  Report {
    inputs = List.copyOf(inputs);
  }

  Page page() {
    Evaluation evaluation = findings.evaluation();
    List<Node> body = new ArrayList<>(new ReportHead(pipeline, findings).nodes());
    body.addAll(new CandidatesSection(evaluation).nodes());
    body.addAll(plots());
    body.addAll(new ProfitSection(evaluation.analysis().profit()).nodes());
    body.addAll(new CalibrationSection(evaluation.analysis()).nodes());
    body.addAll(new SlicesSection(pipeline, evaluation.analysis()).nodes());
    body.addAll(new ImportanceSection(evaluation.analysis(), pipeline.gate().metric()).nodes());
    body.addAll(new ContributionsSection(evaluation.analysis().contributions()).nodes());
    body.addAll(new LineageSection(pipeline, findings, inputs).nodes());
    return new Page(pipeline.name() + ": " + evaluation.winner(), body);
  }

  private List<Node> plots() {
    List<Node> figures = new ArrayList<>();
    findings
        .winnersPlots()
        .values()
        .forEach(plot -> figures.add(Node.of("figure", new Node.Picture(plot))));
    return List.of(
        Node.of("h2", "What the winner does on the hold-out"),
        Node.of("div", figures).classed("plots"));
  }
}
