package io.churnflow.reporting;

import io.churnflow.reporting.chart.CellGrid;
import io.churnflow.reporting.chart.CellGrid.Cell;
import io.churnflow.reporting.chart.CellGrid.Row;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Swatch;
import java.util.List;

/// Actual against predicted classes at the chosen threshold: counts, and their shares of the actual
/// class, which also shade the cells. The negative class comes first, as in scikit-learn.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param positiveLabel what the data call the positive class
/// @param negativeLabel what the data call the negative class
/// @param decisions the counts
public record ConfusionMatrixPlot(
    String title, String subtitle, String positiveLabel, String negativeLabel, Decisions decisions)
    implements Plot {
  private static final Swatch NOTHING = new Swatch.None();

  @Override
  public Drawing drawing() {
    List<String> labels = List.of(negativeLabel, positiveLabel);
    List<Row> rows = List.of(negatives(), positives());
    return new CellGrid(title, subtitle, "Predicted class", labels, "Actual class", rows, legend());
  }

  private Row negatives() {
    long all = decisions.negatives();
    return new Row(
        negativeLabel,
        List.of(
            cell(decisions.trueNegatives(), all, "true negatives"),
            cell(decisions.falsePositives(), all, "false positives")));
  }

  private Row positives() {
    long all = decisions.positives();
    return new Row(
        positiveLabel,
        List.of(
            cell(decisions.falseNegatives(), all, "false negatives"),
            cell(decisions.truePositives(), all, "true positives")));
  }

  private static Cell cell(long count, long all, String name) {
    double share = (double) count / all;
    double fullness = all == 0 ? 0 : share;
    return new Cell(fullness, Numbers.count(count), List.of(Numbers.percent(share), name));
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(
            NOTHING,
            Numbers.metric("Threshold", decisions.threshold()),
            Numbers.metric("Precision", decisions.precision()),
            Numbers.metric("Recall", decisions.recall()),
            Numbers.metric("F1", decisions.f1()),
            Numbers.metric("Accuracy", decisions.accuracy())),
        LegendEntry.of(
            NOTHING,
            "Actual classes",
            rows(decisions.negatives(), negativeLabel),
            rows(decisions.positives(), positiveLabel)),
        LegendEntry.of(NOTHING, "Shares", "of the actual class (row),", "darker is more"));
  }

  /// The count comes first: a long label is cut at its end.
  private static String rows(long count, String label) {
    return Numbers.count(count) + (count == 1 ? " row: " : " rows: ") + label;
  }
}
