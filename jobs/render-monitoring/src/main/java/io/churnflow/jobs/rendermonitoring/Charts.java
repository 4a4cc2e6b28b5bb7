package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.contracts.pipeline.DriftPolicy;
import io.churnflow.contracts.pipeline.PerformanceBound;
import io.churnflow.reporting.TrendPlot;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.runtime.archive.DriftEntry;
import io.churnflow.runtime.archive.DriftEntry.Moved;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a page draws from batch to batch, the newest on the right.
final class Charts {
  private static final double WIDTH = 2.4;
  private static final Swatch.Line BOUND = new Swatch.Dashed(Theme.VERMILLION, 1.6);
  private static final Swatch.Line WATCHED = new Swatch.Dashed(Theme.GREY, 1.6);
  private static final Swatch.Line SCORE = new Swatch.Solid(Theme.BLUE, WIDTH);
  private static final Swatch.Line COLUMN = new Swatch.Solid(Theme.OTHERS.getFirst(), WIDTH);

  private final String pipeline;
  private final List<WatchedBatch> batches;
  private final Optional<PerformanceBound> bound;
  private final DriftPolicy policy;

  /// @param seen has at least one batch
  Charts(Watched seen) {
    this.pipeline = seen.pipeline().name();
    this.batches = seen.batches().reversed();
    this.bound = Optional.ofNullable(seen.pipeline().monitoring().bound());
    this.policy = seen.pipeline().drift();
  }

  /// A metric as each arm has realised it.
  TrendPlot realised(String metric) {
    List<TrendPlot.Series> series = new ArrayList<>();
    for (String arm : arms()) {
      Swatch.Line line = new Swatch.Solid(color(series.size()), WIDTH);
      series.add(
          new TrendPlot.Series(
              legend(arm, line, series.isEmpty()),
              line,
              true,
              values(batch -> batch.realised(arm, metric))));
    }
    return plot(
        "Realised %s from batch to batch".formatted(MetricNames.of(metric)),
        MetricNames.of(metric),
        series,
        bound
            .filter(limit -> limit.metric().label().equals(metric))
            .map(limit -> List.of(new TrendPlot.Limit(limit.minimum(), BOUND, "Bound")))
            .orElse(List.of()),
        Double.MAX_VALUE);
  }

  private static LegendEntry legend(String arm, Swatch.Line line, boolean first) {
    return first
        ? LegendEntry.of(line, arm, "of customers whose", "outcome is known,", "95% interval")
        : LegendEntry.of(line, arm);
  }

  private static Color color(int place) {
    return place == 0 ? Theme.BLUE : Theme.OTHERS.get((place - 1) % Theme.OTHERS.size());
  }

  /// How far the customers of each batch are from those that its version was trained on.
  TrendPlot drift() {
    return plot(
        "How far the customers have changed",
        "Effect",
        List.of(
            new TrendPlot.Series(
                LegendEntry.of(SCORE, "Score", "what the model", "says of them"),
                SCORE,
                true,
                values(batch -> batch.drift().map(DriftEntry::scoreEffect).flatMap(Charts::at))),
            new TrendPlot.Series(
                LegendEntry.of(COLUMN, "Worst column", "that the model", "relies on"),
                COLUMN,
                true,
                values(batch ->
                    batch.drift().map(DriftEntry::worst).map(Moved::effect).flatMap(Charts::at)))),
        List.of(
            new TrendPlot.Limit(policy.act(), BOUND, "Act from"),
            new TrendPlot.Limit(policy.watch(), WATCHED, "Watch from")),
        mostEffect(policy));
  }

  /// The greatest effect that is drawn where it is: more is far beyond every limit, and would press
  /// the limits together.
  static double mostEffect(DriftPolicy policy) {
    return Math.max(1, 2 * policy.act());
  }

  /// Whom a campaign would reach; what changes there without any reason is worth a question.
  TrendPlot predicted() {
    return plot(
        "How many are predicted to leave",
        "Share of the customers",
        List.of(
            new TrendPlot.Series(
                LegendEntry.of(SCORE, "Predicted to leave", "by the version", "in use"),
                SCORE,
                true,
                values(batch -> at(batch.predicted())))),
        List.of(),
        Double.MAX_VALUE);
  }

  private static Optional<Estimate> at(double value) {
    return Optional.of(new Estimate(value, value, value));
  }

  private TrendPlot plot(
      String title,
      String measure,
      List<TrendPlot.Series> series,
      List<TrendPlot.Limit> limits,
      double most) {
    return new TrendPlot(
        title,
        "%s · %s".formatted(pipeline, span()),
        measure,
        batches.stream().map(WatchedBatch::day).toList(),
        series,
        limits,
        changes(),
        most);
  }

  private String span() {
    String first = Words.day(batches.getFirst().scored().scoredAt());
    String last = Words.day(batches.getLast().scored().scoredAt());
    return batches.size() == 1
        ? "one batch, " + first
        : "%d batches, %s to %s".formatted(batches.size(), first, last);
  }

  /// Where another version was in production than for the batch before.
  private List<TrendPlot.Change> changes() {
    List<TrendPlot.Change> changes = new ArrayList<>();
    int before = 0;
    for (int place = 0; place < batches.size(); place++) {
      int version = batches.get(place).version();
      if (version != before) {
        changes.add(new TrendPlot.Change(place, "v" + version));
      }
      before = version;
    }
    return changes;
  }

  /// Production first.
  private Set<String> arms() {
    Set<String> arms = new LinkedHashSet<>(Set.of(Challengers.PRODUCTION));
    batches.forEach(batch -> batch.scored().arms().stream().map(ScoredArm::arm).forEach(arms::add));
    return arms;
  }

  private List<Optional<Estimate>> values(Function<WatchedBatch, Optional<Estimate>> value) {
    return batches.stream().map(value).toList();
  }
}
