package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.ScoreSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Facts;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;

/// A verdict as one page for people who do not program: has anything changed, does it matter, what
/// and how much; then each column, what other tools would say, and how it was counted.
///
/// Nothing in it is particular to one run: the same batch and version give the same bytes.
///
/// @param pipeline the pipeline file
/// @param version of the model
/// @param found what was found
record DriftPage(Pipeline pipeline, int version, BatchDrift found) {

  Page page() {
    String title = pipeline.name() + ": have the customers changed?";
    List<Node> body = new ArrayList<>();
    body.add(Node.of("h1", title));
    body.add(Node.of("p", pipeline.description()).classed("purpose"));
    body.add(
        Node.of(
                "p",
                Node.of("strong", Words.answer(found.verdict())),
                Node.text(" " + found.reason()))
            .classed("verdict " + Words.colour(found.verdict())));
    body.add(Node.of("p", Words.advice(found.verdict())));
    body.add(Node.of("div", rows(), predicted(), score(), columns()).classed("facts"));
    body.addAll(new ChangesSection(found).nodes());
    body.addAll(new ColumnsSection(found).nodes());
    body.addAll(new ToolsSection(found).nodes());
    body.addAll(new MethodSection(found).nodes());
    return new Page(title, body);
  }

  private Element rows() {
    return Facts.fact(
        "Customers in this batch",
        Texts.count(found.rows()),
        "held against %s that version %d was trained on"
            .formatted(Texts.count(found.referenceRows()), version));
  }

  private Element predicted() {
    ScoreSummary then = found.scoreReference();
    ScoreSummary now = found.scoreBatch();
    return Facts.fact(
        "Predicted to leave",
        Texts.percent(now.predicted()),
        "%s of the customers that the model was measured on; mean probability %s, then %s"
            .formatted(
                Texts.percent(then.predicted()),
                Texts.percent(now.mean()),
                Texts.percent(then.mean())));
  }

  private Element score() {
    return Facts.fact(
        "The model's score",
        Words.sentence(found.score().level()),
        "effect %s; watched from %s, acted upon from %s"
            .formatted(
                Words.effect(found.score().effect()),
                Words.effect(found.policy().watch()),
                Words.effect(found.policy().act())));
  }

  private Element columns() {
    double weight =
        found.columns().stream()
            .filter(column -> column.level().isDrift())
            .mapToDouble(ColumnDrift::weight)
            .sum();
    return Facts.fact(
        "Columns that have changed",
        "%d of %d".formatted(found.drifted(), found.columns().size()),
        "together %s of what the model relies on".formatted(Words.whole(weight)));
  }
}
