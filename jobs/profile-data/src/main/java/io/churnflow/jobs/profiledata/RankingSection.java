package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.learning.profile.Association;
import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.reporting.html.Bars;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Every column on one line, by how much it tells of the target.
///
/// @param profile what was counted
record RankingSection(TableProfile profile) {

  List<Node> nodes() {
    List<String> headings =
        List.of(
            "Column",
            "Type",
            "Missing",
            "Distinct",
            "Mutual information",
            "Share of churn's entropy",
            "Cramér's V",
            "AUC alone");
    List<ColumnProfile> ranked = profile.ranked();
    double most =
        ranked.stream()
            .mapToDouble(column -> column.association().mutualInformation())
            .max()
            .orElse(0);
    List<List<Node>> rows = ranked.stream().map(column -> row(column, most)).toList();
    return List.of(
        Node.of("h2", "What tells of churn, column by column"),
        Node.of(
            "p",
            "Ranked by mutual information with the target, in nats. All three measures look at one column at a time: what columns tell together, or twice, only a model shows. An arrow says whether leavers have the higher (↑) or the lower (↓) numbers."),
        Node.of("div", new Grid(headings, rows).element()).classed("ranked"));
  }

  private List<Node> row(ColumnProfile column, double most) {
    Association association = column.association();
    double information = association.mutualInformation();
    double entropy = profile.uncertainty();
    List<Node> name = new ArrayList<>();
    name.add(
        Node.of("a", column.name())
            .with("href", "#" + Report.anchor(profile.columns().indexOf(column))));
    name.addAll(Flags.of(column, profile));
    return List.of(
        Node.of("span", name),
        Node.text(Words.type(column.type())),
        Node.text(column.missing() == 0 ? "–" : Words.share(column.missingShare())),
        Node.text((column.distinctIsExact() ? "" : "≈ ") + Texts.count(column.distinct())),
        Node.of(
            "span",
            Bars.bar(information, most),
            Node.text(String.format(Locale.ROOT, "%.4f", information))),
        Node.text(entropy > 0 ? Texts.percent(information / entropy) : "–"),
        Node.text(orDash(association.cramersV())),
        Node.text(area(column)));
  }

  private static String area(ColumnProfile column) {
    double area = column.association().auc();
    boolean ordered = column.type() != ColumnType.CATEGORY;
    if (Double.isNaN(area) || !ordered) {
      return orDash(area);
    }
    return orDash(column.association().strength()) + (area < 0.5 ? " ↓" : " ↑");
  }

  private static String orDash(double value) {
    return Double.isNaN(value) ? "–" : Texts.number(value);
  }
}
