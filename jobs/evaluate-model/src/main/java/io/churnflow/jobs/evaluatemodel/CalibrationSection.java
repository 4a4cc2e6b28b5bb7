package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.List;

/// Whether the winner's probabilities mean what they say, bin by bin.
///
/// @param analysis of the winner
record CalibrationSection(WinnerAnalysis analysis) {

  List<Node> nodes() {
    List<List<String>> rows = analysis.published().bins().stream().map(this::row).toList();
    return new TableSection(
            "Calibration",
            "Rows by rising probability, in bins of about equal numbers. Calibration error: mean distance between the second and the third column, weighted by rows. Intervals: Wilson, 95 %.",
            Grid.ofTexts(
                List.of("Rows", "Mean probability", "Share that left", "95 % interval"), rows))
        .nodes();
  }

  private List<String> row(Reliability.Bin bin) {
    return List.of(
        Texts.count(bin.rows()),
        Texts.number(bin.meanProbability()),
        Texts.number(bin.positiveShare().value()),
        Texts.interval(bin.positiveShare()));
  }
}
