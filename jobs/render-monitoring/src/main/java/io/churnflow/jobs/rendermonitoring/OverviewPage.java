package io.churnflow.jobs.rendermonitoring;

import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All pipelines, a row each; whoever needs to do something comes first.
///
/// @param pipelines by name
record OverviewPage(List<PipelineStatus> pipelines) {
  private static final String TITLE = "Churnflow: is all well?";
  private static final List<String> HEADINGS =
      List.of(
          "Pipeline",
          "Is all well?",
          "In production",
          "Last batch",
          "The customers",
          "The predictions",
          "Last decision",
          "As of (UTC)");

  Page page() {
    List<List<Node>> rows =
        pipelines.stream()
            .sorted(Comparator.comparing((PipelineStatus one) -> one.answer().state()).reversed())
            .map(OverviewPage::row)
            .toList();
    return new Page(
        TITLE,
        List.of(
            Node.of("h1", TITLE),
            Node.of("p", "A row for each pipeline; its name leads to its page.").classed("purpose"),
            new Grid(HEADINGS, rows).element().classed("grid words")));
  }

  private static List<Node> row(PipelineStatus one) {
    return List.of(
        Links.link(MonitoringFolder.page(one.pipeline()), one.pipeline()),
        Node.of("span", one.answer().headline()).classed("level " + level(one.answer().state())),
        Node.text(production(one)),
        Node.text(text(one.lastBatch()).map(Words::minute).orElse("none")),
        Node.text(Optional.ofNullable(one.drift()).map(Words::customers).orElse("not known")),
        Node.text(text(one.realised()).orElse("not yet known")),
        Node.text(text(one.lastDecision()).orElse("–")),
        Node.text(Words.minute(one.asOf())));
  }

  private static String production(PipelineStatus one) {
    if (one.version() == null) {
      return "nothing";
    }
    return "version "
        + one.version()
        + text(one.trained())
            .map(trained -> ", %s old".formatted(Words.days(trained, one.asOf())))
            .orElse("");
  }

  /// The colours of levels.
  private static String level(Answer.State state) {
    return switch (state) {
      case WELL -> "stable";
      case CAREFUL -> "watch";
      case ACT -> "act";
    };
  }

  private static Optional<String> text(@Nullable String given) {
    return Optional.ofNullable(given);
  }
}
