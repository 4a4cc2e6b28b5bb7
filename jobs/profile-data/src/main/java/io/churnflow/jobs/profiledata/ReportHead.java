package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.Suspicion;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Facts;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.List;

/// The first lines of the report: the answers to what a data scientist asks first.
///
/// @param pipeline the pipeline file
/// @param profile what was counted
record ReportHead(Pipeline pipeline, TableProfile profile) {
  private static final int BEST = 4;

  List<Node> nodes() {
    return List.of(
        Node.of("h1", pipeline.name() + ": the training table"),
        Node.of("p", pipeline.description()).classed("purpose"),
        Node.of("p", inOneSentence()),
        Node.of("div", rows(), churn(), columns(), missing()).classed("facts"),
        suspicions());
  }

  private String inOneSentence() {
    Target target = pipeline.contract().target();
    return "Of %s customers %s left (%s = %s): %s. What tells most of it, each column by itself: %s."
        .formatted(
            Texts.count(profile.rows()),
            Texts.count(profile.positives()),
            target.column(),
            target.positive(),
            Texts.percent(profile.churnRate().value()),
            best());
  }

  private String best() {
    List<String> names =
        profile.ranked().stream()
            .filter(column -> column.association().mutualInformation() > 0)
            .limit(BEST)
            .map(ColumnProfile::name)
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private Element rows() {
    return Facts.fact(
        "Rows",
        Texts.count(profile.rows()),
        profile.copiedRows() == 0
            ? "none equals an earlier one in all columns but id and target"
            : "%s (%s) equal an earlier one in all columns but id and target"
                .formatted(
                    Texts.count(profile.copiedRows()),
                    Words.share((double) profile.copiedRows() / profile.rows())));
  }

  private Element churn() {
    return Facts.fact(
        "Churn rate",
        Texts.percent(profile.churnRate().value()),
        "95 %% interval %s; %s left, %s stayed"
            .formatted(
                Texts.percents(profile.churnRate()),
                Texts.count(profile.positives()),
                Texts.count(profile.rows() - profile.positives())));
  }

  private Element columns() {
    List<String> types =
        profile.types().entrySet().stream()
            .map(type -> Words.columns(type.getValue(), type.getKey()))
            .toList();
    long hidden = profile.columns().stream().filter(column -> !column.shown()).count();
    return Facts.fact(
        "Columns",
        Texts.count(profile.columns().size()),
        String.join(", ", types)
            + "; besides these the target, and the id, which is not shown"
            + (hidden == 0 ? "" : "; values of %d columns are not shown".formatted(hidden)));
  }

  private Element missing() {
    List<ColumnProfile> gaps =
        profile.columns().stream().filter(column -> column.missing() > 0).toList();
    String where =
        gaps.isEmpty()
            ? "every cell has a value"
            : "%s cells, in %d of %d columns"
                .formatted(
                    Texts.count(profile.missingCells()), gaps.size(), profile.columns().size());
    return Facts.fact("Missing", Words.share(profile.missingShare()), where);
  }

  private Element suspicions() {
    if (profile.suspicions().isEmpty()) {
      return Node.of(
              "div",
              Node.of("strong", "Nothing suspicious: "),
              Node.text(
                  "no column leaks the target, is constant, looks like an id, copies another one,"
                      + " is mostly missing or has very many categories; no numbers are strongly"
                      + " correlated or full of outliers; rows are hardly ever copied and leavers"
                      + " are not rare."))
          .classed("fine");
    }
    List<Element> items =
        profile.suspicions().stream()
            .map(Suspicion::words)
            .map(word -> Node.of("li", word))
            .toList();
    return Node.of("div", Node.of("strong", "Look at this first"), Node.of("ul", items))
        .classed("care");
  }
}
