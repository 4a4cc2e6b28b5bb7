package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.ArmComparison;
import io.churnflow.contracts.monitoring.ArmComparison.Advice;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Challengers beside production, with what to do about each.
///
/// @param performance what was measured
record ArmsSection(Performance performance) {

  /// Nothing where there are no challengers.
  List<Node> nodes() {
    if (performance.challengers().isEmpty()) {
      return List.of();
    }
    List<Element> advice =
        performance.challengers().stream().map(each -> Node.of("li", each.reason() + ".")).toList();
    List<Node> nodes =
        new ArrayList<>(List.of(Node.of("h2", "Challengers"), Node.of("ul", advice)));
    nodes.add(table());
    nodes.add(Node.of("p", how()));
    return nodes;
  }

  private Element table() {
    String metric = MetricNames.of(performance.challengers().getFirst().metric());
    List<String> headings =
        List.of(
            "Arm",
            "Version",
            "Batches",
            "Outcomes known",
            "Left",
            "Share who left",
            metric,
            "Gain over production",
            "Advice");
    List<List<Node>> rows = new ArrayList<>();
    for (ArmComparison each : performance.challengers()) {
      rows.add(row(each, "production", each.productionVersion(), each.production(), false));
      rows.add(row(each, each.arm(), each.version(), each.challenger(), true));
    }
    return new Grid(headings, rows).element();
  }

  private static List<Node> row(
      ArmComparison each, String arm, int version, ArmComparison.Side side, boolean compared) {
    return List.of(
        Node.text(arm),
        Node.text("version " + version),
        Node.text(Texts.count(each.batches())),
        Node.text(Texts.count(side.labelled())),
        Node.text(Texts.count(side.positives())),
        Grid.estimate(side.left()),
        Node.text(side.value() == null ? "–" : String.format(Locale.ROOT, "%.3f", side.value())),
        compared ? Grid.estimate(each.difference()) : Node.text(""),
        Node.text(compared ? words(each.advice()) : ""));
  }

  private static String words(Advice advice) {
    return switch (advice) {
      case PROMOTE -> "promote";
      case EITHER -> "either may stay";
      case WITHDRAW -> "withdraw";
      case GO_ON -> "go on";
    };
  }

  private String how() {
    return performance.challengers().getFirst().paired()
        ? "In the shadow: both have scored the same customers, and production's predictions were acted upon. Bounds are one-sided, of a paired bootstrap."
        : "A split: each customer has one arm, dealt by chance. Bounds are one-sided, of a bootstrap of each side. What was done for customers because of a prediction shows in the share who left.";
  }
}
