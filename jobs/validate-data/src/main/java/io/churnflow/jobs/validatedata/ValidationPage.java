package io.churnflow.jobs.validatedata;

import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import io.churnflow.runtime.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was found of a batch, as a page for people who do not program: the verdict, then each
/// broken rule, then those that hold.
///
/// @param pipeline the pipeline's name
/// @param purpose what the batch is for
/// @param found what was found
record ValidationPage(String pipeline, Purpose purpose, Validation found) {

  Page page() {
    List<Node> body = new ArrayList<>();
    body.add(Node.of("h1", "Data check of " + pipeline));
    body.add(Node.of("p", "Data for " + use()).classed("purpose"));
    body.add(Node.of("p", verdict()).classed("verdict " + colour()));
    section(
        body,
        found.isAccepted() ? "Rules whose bad rows were put aside" : "Why they were refused",
        found.errors());
    section(body, "Worth a look", found.warnings());
    body.add(held());
    return new Page("Data check of " + pipeline, body);
  }

  private String use() {
    return switch (purpose) {
      case TRAINING -> "training a model";
      case INFERENCE -> "scoring customers";
    };
  }

  private String colour() {
    if (!found.isAccepted()) {
      return "refused";
    }
    return found.warnings().isEmpty() && found.putAside() == 0 ? "accepted" : "warned";
  }

  private String verdict() {
    if (!found.isAccepted()) {
      String broken = Words.counted(found.errors().size(), "rule");
      return "The data were refused: %s of the contract %s broken. Nothing was done with them."
          .formatted(broken, found.errors().size() == 1 ? "is" : "are");
    }
    String warnings =
        found.warnings().isEmpty()
            ? ""
            : ", with " + Words.counted(found.warnings().size(), "warning");
    if (found.putAside() > 0) {
      return "The data were accepted%s; %s put aside and not scored. The file quarantine.csv lists them."
          .formatted(
              warnings,
              Words.counted(found.putAside(), "row") + (found.putAside() == 1 ? " was" : " were"));
    }
    return warnings.isEmpty()
        ? "The data were accepted: %s keep the contract."
            .formatted(Words.counted(found.rows(), "row"))
        : "The data were accepted%s.".formatted(warnings);
  }

  private static void section(List<Node> body, String title, List<Check> broken) {
    if (!broken.isEmpty()) {
      body.add(Node.of("h2", title));
      broken.forEach(check -> body.add(anomaly(check)));
    }
  }

  private static Element anomaly(Check check) {
    List<Node> parts = new ArrayList<>();
    parts.add(Node.of("h3", Words.headline(check)));
    parts.add(Node.of("p", Words.detail(check)));
    if (!check.samples().isEmpty()) {
      List<List<String>> rows =
          check.samples().stream()
              .map(sample -> List.of(Words.count(sample.row()), sample.found()))
              .toList();
      parts.add(
          Grid.ofTexts(List.of("Row, its header not counted", "What stands there"), rows)
              .element()
              .classed("grid words samples"));
    }
    return Node.of("div", parts).classed("anomaly");
  }

  /// Folded: who opens the page looks for what is wrong.
  private Element held() {
    List<List<String>> rows =
        found.held().stream()
            .map(check ->
                List.of(
                    check.column().isEmpty() ? "(all)" : check.column(),
                    check.rule(),
                    check.expected(),
                    Words.broken(check)))
            .toList();
    String title =
        String.format(Locale.ROOT, "%s that hold", Words.counted(rows.size(), "rule"))
            .replace("1 rule that hold", "1 rule that holds");
    return Node.of(
        "details",
        Node.of("summary", title),
        Grid.ofTexts(List.of("Column", "Rule", "Expected", "Rows that break it"), rows)
            .element()
            .classed("grid words"));
  }
}
