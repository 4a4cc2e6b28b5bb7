package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Facts;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// The first lines of the report: is it good enough, by how much evidence, and what is odd.
///
/// @param pipeline the pipeline file
/// @param performance what was measured
record ReportHead(Pipeline pipeline, Performance performance) {

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("h1", pipeline.name() + ": predictions and outcomes"));
    nodes.add(Node.of("p", pipeline.description()).classed("purpose"));
    nodes.add(verdict());
    nodes.add(Node.of("div", batches(), known(), newest()).classed("facts"));
    List<Element> odd = odd().stream().map(line -> Node.of("li", line)).toList();
    if (!odd.isEmpty()) {
      nodes.add(
          Node.of("div", Node.of("strong", "Be careful about"), Node.of("ul", odd))
              .classed("care"));
    }
    return nodes;
  }

  private Element verdict() {
    String said =
        switch (performance.verdict()) {
          case OK ->
              performance.worse() ? "Not shown to be worse than the bound: " : "Good enough: ";
          case BELOW -> "Not good enough, train again: ";
          case UNKNOWN -> "No verdict: ";
        };
    String looks =
        switch (performance.verdict()) {
          case OK -> performance.worse() ? "verdict warned" : "verdict";
          case BELOW -> "verdict refused";
          case UNKNOWN -> "verdict warned";
        };
    return Node.of("div", Node.of("strong", said), Node.text(performance.reason() + "."))
        .classed(looks);
  }

  private Element batches() {
    return Facts.fact(
        "Batches",
        Texts.count(performance.batches().size()),
        "%d measured, %d due with too little known, %d awaited"
            .formatted(count(State.MEASURED), count(State.TOO_FEW), count(State.AWAITED)));
  }

  private long count(State state) {
    return performance.batches().stream().filter(batch -> batch.state() == state).count();
  }

  private Element known() {
    long rows = performance.batches().stream().mapToLong(BatchPerformance::rows).sum();
    return Facts.fact(
        "Outcomes known",
        Texts.count(sum(LabelCounts::labelled)),
        "of %s customers scored; %s of them left; files of outcomes: %d%s"
            .formatted(
                Texts.count(rows),
                Texts.count(sum(LabelCounts::positives)),
                performance.labelFiles(),
                older()));
  }

  private String older() {
    return performance.olderOutcomes() == 0
        ? ""
        : "; outcomes of older batches, not measured here: "
            + Texts.count(performance.olderOutcomes());
  }

  private Element newest() {
    BatchPerformance newest = performance.batches().getFirst();
    return Facts.fact(
        "Model in use",
        "version " + newest.version(),
        "scored the newest batch, %s, of %s"
            .formatted(newest.batch(), newest.scoredAt().substring(0, 10)));
  }

  private long sum(ToLongFunction<LabelCounts> part) {
    return performance.batches().stream().map(BatchPerformance::labels).mapToLong(part).sum();
  }

  private List<String> odd() {
    List<String> odd = new ArrayList<>();
    long missing =
        performance.batches().stream()
            .filter(batch -> batch.state() != State.AWAITED)
            .mapToLong(batch -> batch.labels().missing())
            .sum();
    add(
        odd,
        "Customers of due batches whose outcome is not known",
        missing,
        "The measures hold for the others, who may be of another kind");
    add(
        odd,
        "Customers who are said to have left and to have stayed",
        sum(LabelCounts::contradicting),
        "They are not measured; remove both files of what was wrong from labels/%s on the shared volume"
            .formatted(pipeline.name()));
    add(
        odd,
        "Late outcomes",
        sum(LabelCounts::late),
        "They came more than %d days after scoring and are measured all the same"
            .formatted(pipeline.monitoring().labels().lateDays()));
    add(
        odd,
        "Outcomes before their batch was due",
        sum(LabelCounts::early),
        "Who leaves is known earlier than who stays");
    add(odd, "Outcomes said more than once", sum(LabelCounts::duplicates), "");
    add(
        odd,
        "Outcomes of customers whom no batch has scored that was due when they came",
        sum(LabelCounts::unknownIds) + performance.unknownIds(),
        "");
    add(odd, "Outcomes for batches not in the archive", performance.unknownBatches(), "");
    add(odd, "Rows of the files that say of no outcome", performance.unlabelled(), "");
    add(
        odd,
        "Damaged batches, left out",
        performance.unreadable().size(),
        String.join(", ", performance.unreadable()));
    add(
        odd,
        "Outcomes that are, or may be, about a damaged batch",
        performance.withheldOutcomes(),
        "They are not used; those of other batches are, where the file names the batch");
    return odd;
  }

  private static void add(List<String> odd, String what, long count, String more) {
    if (count > 0) {
      odd.add(
          "%s: %s.%s".formatted(what, Texts.count(count), more.isEmpty() ? "" : " " + more + "."));
    }
  }
}
