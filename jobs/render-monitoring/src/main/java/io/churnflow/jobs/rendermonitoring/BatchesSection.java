package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.Cut;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.drift.Level;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import io.churnflow.runtime.archive.DriftEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The last batches, the newest first.
///
/// @param seen all that the page shows
/// @param links to Airflow
record BatchesSection(Watched seen, Links links) {
  private static final int SHOWN = 12;
  private static final int LONGEST_RUN = 40;

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(List.of(Node.of("h2", "The last batches")));
    if (seen.batches().isEmpty()) {
      nodes.add(Node.of("p", "Nothing has been scored yet."));
      return nodes;
    }
    List<String> headings =
        new ArrayList<>(
            List.of(
                "Scored",
                "Version",
                "Customers",
                "Predicted to leave",
                "The customers",
                "Moved most"));
    metrics().forEach(metric -> headings.add("Realised " + MetricNames.of(metric)));
    nodes.add(new Grid(headings, shown().map(this::row).toList()).element());
    gone().ifPresent(text -> nodes.add(Node.of("p", text)));
    return nodes;
  }

  private Stream<WatchedBatch> shown() {
    return seen.batches().stream().limit(SHOWN);
  }

  private List<String> metrics() {
    return Stream.of(TrendSections.F1, seen.metric()).distinct().toList();
  }

  private List<Node> row(WatchedBatch batch) {
    List<Node> cells = new ArrayList<>();
    cells.add(name(batch));
    cells.add(Node.text(Integer.toString(batch.version())));
    cells.add(Node.text(Texts.count(batch.scored().count())));
    cells.add(Node.text(Texts.percent(batch.predicted())));
    cells.add(customers(batch));
    cells.add(Node.text(batch.drift().map(BatchesSection::moved).orElse("–")));
    metrics().forEach(metric -> cells.add(realised(batch.realised(metric))));
    return cells;
  }

  private Element name(WatchedBatch batch) {
    String runId = batch.scored().runId();
    return Node.of(
        "span",
        links.run(
            seen.pipeline().name() + "_inference", runId, Words.minute(batch.scored().scoredAt())),
        Node.of("span", Cut.to(LONGEST_RUN, runId)).classed("interval"));
  }

  private Node customers(WatchedBatch batch) {
    if (batch.drift().isEmpty()) {
      return Node.text("not looked at");
    }
    Level level = batch.drift().get().verdict();
    Element said = Node.of("span", Words.customers(level)).classed("level " + Words.level(level));
    return batch.report()
        ? Node.of("a", said)
            .with(
                "href",
                "../runs/%s/%s/detect-drift/drift.html"
                    .formatted(seen.pipeline().name(), batch.scored().batch()))
        : said;
  }

  private static String moved(DriftEntry entry) {
    DriftEntry.Moved worst = entry.worst();
    return worst == null ? "–" : "%s %s".formatted(worst.column(), Words.effect(worst.effect()));
  }

  private static Node realised(Optional<Estimate> known) {
    return known.<Node>map(Grid::estimate).orElseGet(() -> Node.text("not yet known"));
  }

  private Optional<String> gone() {
    long gone = shown().filter(batch -> batch.drift().isPresent() && !batch.report()).count();
    return gone == 0
        ? Optional.empty()
        : Optional.of(
            "The detailed pages of %d of these batches are gone: run folders are kept for %s."
                .formatted(gone, Words.days(seen.pipeline().retention().runFoldersDays())));
  }
}
