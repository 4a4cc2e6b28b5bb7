package io.churnflow.jobs.profiledata;

import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Each column by itself, the most telling first; folded away where they are many.
///
/// @param profile what was counted
record ColumnsSection(TableProfile profile) {
  /// So many columns or fewer are shown unfolded.
  private static final int FEW = 30;

  List<Node> nodes() {
    boolean open = profile.columns().size() <= FEW;
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("h2", "Column by column"));
    nodes.add(
        Node.of(
            "p",
            "In the same order. A rate's line is its 95 % interval (Wilson), all on one scale in a column; the upright tick is the churn rate of all. "
                + (open ? "" : "Click a line to unfold it.")));
    nodes.add(key());
    profile.ranked().forEach(column -> nodes.add(details(column, open)));
    return nodes;
  }

  private static Element key() {
    return Node.of(
            "p",
            Node.text("Histograms:"),
            Node.of("i", "").with("style", "background:#0072b2"),
            Node.text("left"),
            Node.of("i", "").with("style", "background:#cbd2d9"),
            Node.text("stayed"))
        .classed("key");
  }

  private Element details(ColumnProfile column, boolean open) {
    List<Node> heading = new ArrayList<>();
    heading.add(Node.of("span", column.name()).classed("name"));
    heading.add(Node.of("span", about(column)).classed("about"));
    heading.addAll(Flags.of(column, profile));
    Element details =
        Node.of(
                "details",
                Node.of("summary", heading),
                new ColumnDetails(column, profile.churnRate().value()).element())
            .with("id", Report.anchor(profile.columns().indexOf(column)));
    return open ? details.with("open", "") : details;
  }

  private static String about(ColumnProfile column) {
    String missing =
        column.missing() == 0 ? "none missing" : Words.share(column.missingShare()) + " missing";
    return String.format(
        Locale.ROOT,
        "%s · %s%,d distinct · %s",
        Words.type(column.type()),
        column.distinctIsExact() ? "" : "≈ ",
        column.distinct(),
        missing);
  }
}
