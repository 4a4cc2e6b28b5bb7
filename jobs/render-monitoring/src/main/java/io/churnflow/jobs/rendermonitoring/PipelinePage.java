package io.churnflow.jobs.rendermonitoring;

import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import java.util.ArrayList;
import java.util.List;

/// How a pipeline is, as one page for people who do not program.
///
/// @param seen all that it shows
/// @param answer what it begins with
/// @param links to Airflow and MLflow
record PipelinePage(Watched seen, Answer answer, Links links) {

  Page page() {
    List<Node> body = new ArrayList<>(new PageHead(seen, answer, links).nodes());
    body.addAll(new TrendSections(seen).nodes());
    body.addAll(new BatchesSection(seen, links).nodes());
    body.addAll(new DecisionsSection(seen, links).nodes());
    return new Page(seen.pipeline().name() + ": is all well?", body);
  }
}
