package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.Histogram;
import io.churnflow.learning.profile.NumberSummary;
import io.churnflow.reporting.HistogramPlot;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;

/// A column's distribution on the left and its churn rates on the right.
///
/// @param column what was counted
/// @param average churn rate of the table
record ColumnDetails(ColumnProfile column, double average) {

  Element element() {
    if (!column.shown()) {
      return Node.of(
          "p",
          "Values are not shown: the pipeline file says that the column is personal, or that no model sees it.");
    }
    Element rates = new RatesTable(column, average).element();
    NumberSummary numbers = column.numbers();
    Histogram histogram = column.histogram();
    if (numbers == null || histogram == null) {
      return Node.of("div", Node.of("div", rates).classed("wide")).classed("column");
    }
    return Node.of("div", Node.of("div", distribution(numbers, histogram)), rates)
        .classed("column");
  }

  private List<Node> distribution(NumberSummary numbers, Histogram histogram) {
    List<Node> parts = new ArrayList<>();
    parts.add(Node.of("figure", new Node.Picture(plot(histogram))));
    long beyond = histogram.below() + histogram.above();
    if (beyond > 0) {
      parts.add(
          Node.of(
                  "p",
                  "Not drawn: %s farther out than three times the distance of the quartiles."
                      .formatted(beyond == 1 ? "1 row" : Texts.count(beyond) + " rows"))
              .classed("key"));
    }
    parts.add(Node.of("div", where(numbers), spread(numbers)).classed("numbers"));
    return parts;
  }

  private HistogramPlot plot(Histogram histogram) {
    boolean whole = column.type() == ColumnType.INTEGER;
    double half = whole ? 0.5 : 0;
    return new HistogramPlot(
        column.name(),
        histogram.bins().stream()
            .map(bin -> new HistogramPlot.Bin(bin.positives(), bin.negatives()))
            .toList(),
        value(histogram.from() + half),
        value(histogram.to() - half));
  }

  private Element where(NumberSummary numbers) {
    return table(
        "Minimum", value(numbers.minimum()),
        "5 %", value(numbers.p05()),
        "First quartile", value(numbers.p25()),
        "Median", value(numbers.median()),
        "Third quartile", value(numbers.p75()),
        "95 %", value(numbers.p95()),
        "Maximum", value(numbers.maximum()));
  }

  private Element spread(NumberSummary numbers) {
    return table(
        "Mean", value(numbers.mean()),
        "Deviation", Words.spread(numbers.deviation(), column.type()),
        "Zeros", withShare(numbers.zeros()),
        "Lower fence", value(numbers.lowerFence()),
        "below it", withShare(numbers.belowFence()),
        "Upper fence", value(numbers.upperFence()),
        "above it", withShare(numbers.aboveFence()));
  }

  private String withShare(long rows) {
    return rows == 0
        ? "none"
        : "%s (%s)".formatted(Texts.count(rows), Words.share((double) rows / column.present()));
  }

  private String value(double value) {
    return Words.value(value, column.type());
  }

  private static Element table(String... namesAndValues) {
    List<Element> rows = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      rows.add(
          Node.of("tr", Node.of("td", namesAndValues[i]), Node.of("td", namesAndValues[i + 1])));
    }
    return Node.of("table", Node.of("tbody", rows));
  }
}
