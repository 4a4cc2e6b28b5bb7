package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import java.util.ArrayList;
import java.util.List;

/// How past predictions have done, as one page: the verdict, what to be careful about, the metric
/// from batch to batch, then versions and batches as tables.
///
/// @param pipeline the pipeline file
/// @param performance what was measured
record Report(Pipeline pipeline, Performance performance) {

  Page page() {
    List<Node> body = new ArrayList<>(new ReportHead(pipeline, performance).nodes());
    body.addAll(new ArmsSection(performance).nodes());
    body.addAll(new SeriesSection(pipeline.name(), performance, metric()).nodes());
    body.addAll(new VersionsSection(performance).nodes());
    body.addAll(new BatchesSection(performance, metric()).nodes());
    body.addAll(new MethodSection(pipeline.monitoring()).nodes());
    return new Page(pipeline.name() + ": predictions and outcomes", body);
  }

  private String metric() {
    return pipeline.monitoring().metric(pipeline.training()).label();
  }
}
