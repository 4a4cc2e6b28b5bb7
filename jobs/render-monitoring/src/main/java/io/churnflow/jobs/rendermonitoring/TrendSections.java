package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.drift.Level;
import io.churnflow.reporting.TrendPlot;
import io.churnflow.reporting.html.Node;
import io.churnflow.runtime.archive.PerformanceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Predictions and customers over time.
///
/// @param seen all that the page shows
record TrendSections(Watched seen) {
  static final String F1 = "f1";

  List<Node> nodes() {
    return seen.batches().isEmpty()
        ? List.of()
        : Stream.concat(performance().stream(), drift().stream()).toList();
  }

  private List<Node> performance() {
    List<Node> nodes = new ArrayList<>(List.of(Node.of("h2", "Have the predictions been right?")));
    List<String> metrics = Stream.of(F1, seen.metric()).distinct().toList();
    boolean known =
        seen.batches().stream()
            .anyMatch(batch -> metrics.stream().anyMatch(one -> batch.realised(one).isPresent()));
    if (known) {
      nodes.add(
          Node.of(
              "p",
              "Each dot is a batch whose outcomes are known, with its 95 % interval; F1 is 1 where everybody who left was predicted to, and nobody else. A dashed vertical line is where another version went into production."));
      Charts charts = new Charts(seen);
      nodes.add(figures(metrics.stream().map(charts::realised).toList()));
    } else {
      nodes.add(
          Node.of(
              "p",
              "Not known yet: it is known once outcomes of enough customers are, which %s_performance is given as a CSV."
                  .formatted(seen.pipeline().name())));
    }
    gone().ifPresent(text -> nodes.add(Node.of("p", text).classed("care")));
    return nodes;
  }

  /// The next look measures everything anew, from what is kept of predictions and outcomes.
  private Optional<String> gone() {
    return seen.numbersGone()
        ? seen.looks().stream()
            .map(PerformanceEntry::asOf)
            .findFirst()
            .map(asOf ->
                "The numbers of the last look at past predictions, %s UTC, are gone with its run's folder. The next run of %s_performance measures them anew."
                    .formatted(Words.minute(asOf), seen.pipeline().name()))
        : Optional.empty();
  }

  private List<Node> drift() {
    List<Node> nodes = new ArrayList<>(List.of(Node.of("h2", "Have the customers changed?")));
    long looked = seen.batches().stream().filter(batch -> batch.drift().isPresent()).count();
    if (looked == 0) {
      nodes.add(Node.of("p", "No batch has been held against what its version was trained on."));
      return nodes;
    }
    nodes.add(
        Node.of(
            "p",
            "How far each batch is from the customers that its version was trained on: 0 is not at all, and what is above %s is drawn at it. Batches that were looked at: %d; %d were as before, %d changed somewhat, %d changed in what the model relies on, and of %d it could not be said. Beside it, whom a campaign would reach."
                .formatted(
                    Words.effect(Charts.mostEffect(seen.pipeline().drift())),
                    looked,
                    count(Level.STABLE),
                    count(Level.WATCH),
                    count(Level.ACT),
                    count(Level.UNDECIDED))));
    Charts charts = new Charts(seen);
    nodes.add(figures(List.of(charts.drift(), charts.predicted())));
    return nodes;
  }

  private long count(Level level) {
    return seen.batches().stream()
        .flatMap(batch -> batch.drift().stream())
        .filter(entry -> entry.verdict() == level)
        .count();
  }

  private static Node figures(List<TrendPlot> plots) {
    return Node.of(
            "div", plots.stream().map(plot -> Node.of("figure", new Node.Picture(plot))).toList())
        .classed("plots");
  }
}
