package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.pipeline.PerformanceBound;
import io.churnflow.reporting.SeriesPlot;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Metrics from batch to batch: that which counts first, then those that say more of it.
///
/// @param pipeline its name
/// @param performance what was measured
/// @param main label of the metric that counts
record SeriesSection(String pipeline, Performance performance, String main) {
  private static final List<String> OTHERS = List.of("precision", "recall", "roc_auc", "brier");
  private static final int SHOWN = 4;

  List<Node> nodes() {
    List<Node> figures =
        Stream.concat(Stream.of(main), OTHERS.stream().filter(other -> !other.equals(main)))
            .limit(SHOWN)
            .<Node>map(metric -> Node.of("figure", new Node.Picture(plot(metric))))
            .toList();
    return List.of(
        Node.of("h2", "From batch to batch"),
        Node.of(
            "p",
            "Realised is what was measured of the customers whose outcome is known, estimated what the probabilities promised of all customers of the batch. %s."
                .formatted(agreement())),
        Node.of("div", figures).classed("plots"));
  }

  /// How far the estimate can be trusted here.
  private String agreement() {
    long both = 0;
    long inside = 0;
    for (BatchPerformance batch : performance.batches()) {
      Estimate realised = batch.realised().get(main);
      Estimate estimated = batch.estimated().get(main);
      if (realised != null && estimated != null) {
        both++;
        boolean within =
            estimated.low() <= realised.value() && realised.value() <= estimated.high();
        inside += within ? 1 : 0;
      }
    }
    return both == 0
        ? "No batch has both yet, so that nothing tells how far the estimates can be trusted"
        : "In %d of %d batches with both, the realised %s lay within the estimate's interval"
            .formatted(inside, both, MetricNames.of(main));
  }

  private SeriesPlot plot(String metric) {
    PerformanceBound bound = performance.bound();
    Optional<Double> limit =
        bound != null && bound.metric().label().equals(metric)
            ? Optional.of(bound.minimum())
            : Optional.empty();
    List<SeriesPlot.Place> places =
        performance.batches().reversed().stream().map(batch -> place(batch, metric)).toList();
    return new SeriesPlot(
        MetricNames.of(metric) + " from batch to batch",
        "%s · %d batches, the newest on the right".formatted(pipeline, places.size()),
        MetricNames.of(metric),
        places,
        limit);
  }

  private static SeriesPlot.Place place(BatchPerformance batch, String metric) {
    return new SeriesPlot.Place(
        batch.scoredAt().substring(5, 10),
        Optional.ofNullable(batch.realised().get(metric)),
        Optional.ofNullable(batch.estimated().get(metric)));
  }
}
