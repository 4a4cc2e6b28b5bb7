package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Evaluation;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;

/// Every candidate with its metrics.
///
/// @param evaluation what was measured
record CandidatesSection(Evaluation evaluation) {

  List<Node> nodes() {
    List<String> metrics =
        List.copyOf(evaluation.candidates().getFirst().holdout().byName().keySet());
    List<String> headings = new ArrayList<>(List.of("Candidate"));
    headings.add(MetricNames.of(evaluation.metric()) + " out of fold");
    metrics.forEach(metric -> headings.add(MetricNames.of(metric)));
    List<List<Node>> rows =
        evaluation.candidates().stream().map(candidate -> row(candidate, metrics)).toList();
    return new TableSection(
            "Candidates",
            "The winner was chosen out of fold, on training rows; the other columns were measured on the hold-out, on which nothing was chosen. Intervals: 95 %%, bootstrap percentiles of %d resamples of the hold-out."
                .formatted(evaluation.resamples()),
            new Grid(headings, rows))
        .nodes();
  }

  private List<Node> row(Evaluation.Candidate candidate, List<String> metrics) {
    boolean winner = candidate.algorithm().equals(evaluation.winner());
    List<Node> cells = new ArrayList<>();
    cells.add(
        winner
            ? Node.of("span", candidate.algorithm() + " (winner)").classed("winner")
            : Node.text(candidate.algorithm()));
    cells.add(
        Node.text(
            Texts.number(
                candidate.outOfFold().byName().getOrDefault(evaluation.metric(), Double.NaN))));
    metrics.forEach(metric -> cells.add(Grid.estimate(candidate.intervals().get(metric))));
    return cells;
  }
}
