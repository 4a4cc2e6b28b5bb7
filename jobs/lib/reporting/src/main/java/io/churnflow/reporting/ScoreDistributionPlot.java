package io.churnflow.reporting;

import io.churnflow.reporting.chart.Axis;
import io.churnflow.reporting.chart.Chart;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Mark;
import io.churnflow.reporting.chart.Polyline;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.List;
import java.util.stream.Stream;

/// How the probabilities of each class are spread over bins of equal width, and where the threshold
/// parts them.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param negatives share of the negative rows in each bin over [0, 1]
/// @param positives share of the positive rows in each bin, as many bins
/// @param negativeLabel what the data call the negative class
/// @param positiveLabel what the data call the positive class
/// @param chosen the threshold and what it does
public record ScoreDistributionPlot(
    String title,
    String subtitle,
    List<Double> negatives,
    List<Double> positives,
    String negativeLabel,
    String positiveLabel,
    Decisions chosen)
    implements Plot {
  private static final Swatch.Line NEGATIVE = new Swatch.Solid(Theme.GREY, 2);
  private static final Swatch.Line POSITIVE = new Swatch.Solid(Theme.BLUE, 2);
  private static final Swatch.Line CHOSEN = new Swatch.Dashed(Theme.VERMILLION, 1.6);

  /// @throws IllegalArgumentException for no bins or different numbers of them
  public ScoreDistributionPlot {
    negatives = List.copyOf(negatives);
    positives = List.copyOf(positives);
    if (negatives.isEmpty() || negatives.size() != positives.size()) {
      throw new IllegalArgumentException(
          "score distribution: expected as many bins of each class and at least 1, found %d and %d"
              .formatted(negatives.size(), positives.size()));
    }
  }

  @Override
  public Drawing drawing() {
    double greatest =
        Stream.concat(negatives.stream(), positives.stream()).max(Double::compare).orElse(1.0);
    double top = greatest > 0 ? greatest : 1;
    double at = chosen.threshold();
    List<Mark> marks =
        List.of(
            new Mark.Shade(outline(negatives), Theme.GREY),
            new Mark.Shade(outline(positives), Theme.BLUE),
            new Mark.Line(outline(negatives), NEGATIVE),
            new Mark.Line(outline(positives), POSITIVE),
            new Mark.Line(Polyline.between(at, 0, at, top), CHOSEN));
    return new Chart(
        title,
        subtitle,
        Axis.shares("Churn probability"),
        Axis.upTo("Share of the class", top),
        marks,
        legend());
  }

  private static Polyline outline(List<Double> shares) {
    double[] x = new double[2 * shares.size()];
    double[] y = new double[2 * shares.size()];
    for (int bin = 0; bin < shares.size(); bin++) {
      x[2 * bin] = (double) bin / shares.size();
      x[2 * bin + 1] = (bin + 1.0) / shares.size();
      y[2 * bin] = shares.get(bin);
      y[2 * bin + 1] = shares.get(bin);
    }
    return Polyline.of(x, y);
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(POSITIVE, positiveLabel, Numbers.count(chosen.positives()) + " rows"),
        LegendEntry.of(NEGATIVE, negativeLabel, Numbers.count(chosen.negatives()) + " rows"),
        LegendEntry.of(
            CHOSEN,
            Numbers.metric("Threshold", chosen.threshold()),
            "Flagged " + Numbers.percent((double) chosen.called() / chosen.rows())));
  }
}
