package io.churnflow.jobs.rendermonitoring;

import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first lines of a pipeline's page: is all well, what to do, the facts, and where there is
/// more.
///
/// @param seen all that the page shows
/// @param answer what it begins with
/// @param links to Airflow and MLflow
record PageHead(Watched seen, Answer answer, Links links) {

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("h1", seen.pipeline().name() + ": is all well?"));
    nodes.add(
        Node.of(
                "p",
                seen.pipeline().description() + " As of " + Words.minute(seen.asOf()) + " UTC.")
            .classed("purpose"));
    nodes.add(
        Node.of("p", Node.of("strong", answer.headline()), Node.text(" " + answer.why()))
            .classed("verdict " + answer.state().looks()));
    nodes.add(Node.of("p", Node.of("strong", "What to do: "), Node.text(answer.advice())));
    nodes.add(new HeadFacts(seen).element());
    nodes.add(elsewhere());
    missing().ifPresent(nodes::add);
    return nodes;
  }

  private Element elsewhere() {
    List<Node> line = new ArrayList<>(List.of(Links.link("index.html", "All pipelines")));
    seen.production()
        .filter(production -> links.mlflow().isPresent())
        .ifPresent(production -> {
          line.add(Node.text(" · in MLflow: "));
          line.add(
              links.version(
                  seen.pipeline().name(), production.version(), "version " + production.version()));
        });
    String before = " · in Airflow: ";
    for (String kind : List.of("training", "promotion", "inference", "performance", "monitoring")) {
      Optional<Element> dag = links.dag(seen.pipeline().name() + "_" + kind);
      if (dag.isPresent()) {
        line.add(Node.text(before));
        line.add(dag.get());
        before = " · ";
      }
    }
    return Node.of("p", line);
  }

  private Optional<Element> missing() {
    return seen.missingSince()
        .map(since ->
            seen.registry()
                .map(known ->
                    "MLflow has not answered since %s UTC. What is said here of versions and decisions is what was known at %s UTC."
                        .formatted(Words.minute(since), Words.minute(known.asOf())))
                .orElse(
                    "MLflow has not answered since %s UTC, so that nothing is known of versions and decisions."
                        .formatted(Words.minute(since))))
        .map(text -> Node.of("p", text).classed("care"));
  }
}
