package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.Estimate;
import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.Rate;
import io.churnflow.reporting.html.Bars;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.List;
import java.util.Objects;

/// The churn rate of each category or range, with its 95 % interval.
///
/// @param column what was counted
/// @param average churn rate of the table
record RatesTable(ColumnProfile column, double average) {

  Element element() {
    double longest =
        column.rates().stream()
            .map(Rate::rate)
            .filter(Objects::nonNull)
            .mapToDouble(Estimate::high)
            .reduce(average, Math::max);
    long most = column.rates().stream().mapToLong(Rate::rows).max().orElse(1);
    List<List<Node>> rows = column.rates().stream().map(rate -> row(rate, longest, most)).toList();
    String heading =
        column.rates().stream().anyMatch(rate -> rate.kind() == Rate.Kind.RANGE)
            ? "Range"
            : "Category";
    return new Grid(List.of(heading, "Rows", "", "Share", "Churn rate", "95 % interval", ""), rows)
        .element();
  }

  private List<Node> row(Rate rate, double longest, long most) {
    Estimate share = rate.rate();
    return List.of(
        name(rate),
        Node.text(Texts.count(rate.rows())),
        Bars.bar(rate.rows(), most),
        Node.text(Words.share((double) rate.rows() / column.rows())),
        Node.text(share == null ? "–" : Texts.percent(share.value())),
        Node.text(share == null ? "–" : Texts.percents(share)),
        share == null ? Node.text("") : Bars.interval(share, average, longest));
  }

  private Node name(Rate rate) {
    return switch (rate.kind()) {
      case CATEGORY -> Node.text(rate.part().isEmpty() ? "(empty text)" : rate.part());
      case RANGE -> Node.text(range(rate));
      case OTHERS, MISSING -> Node.of("em", rate.part());
    };
  }

  private String range(Rate rate) {
    String low = Words.value(rate.low(), column.type());
    String high = Words.value(rate.high(), column.type());
    // Never broken into two lines.
    return (low.equals(high) ? low : low + " to " + high).replace(' ', '\u00A0');
  }
}
