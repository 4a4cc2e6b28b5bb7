package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Estimate;
import io.churnflow.learning.Workers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metrics with the 95 % intervals of their bootstrap resamples.
public final class Intervals {
  private final Resamples resamples;
  private final byte[] labels;
  private final Workers workers;

  /// @param resamples of the labels' table
  /// @param labels 1 or 0 a row; both must be there
  public Intervals(Resamples resamples, byte[] labels, Workers workers) {
    if (resamples.rows() != labels.length) {
      throw new IllegalArgumentException(
          "resamples: expected those of %d rows, found %d"
              .formatted(labels.length, resamples.rows()));
    }
    this.resamples = resamples;
    this.labels = labels;
    this.workers = workers;
  }

  /// The eight metrics of each model, by their names in [io.churnflow.contracts.ClassMetrics].
  public List<Map<String, Estimate>> of(List<Predictions> models) {
    List<RankedRows> ranked = models.stream().map(this::ranked).toList();
    double[][][] samples = resamples.measure(ranked, workers);
    List<Map<String, Estimate>> estimates = new ArrayList<>();
    for (int model = 0; model < ranked.size(); model++) {
      Map<String, Estimate> named = new LinkedHashMap<>();
      estimates(ranked.get(model), samples[model])
          .forEach((measure, estimate) -> {
            if (measure.compareTo(Measure.ACCURACY) <= 0) {
              named.put(measure.label(), estimate);
            }
          });
      estimates.add(named);
    }
    return estimates;
  }

  /// Those that the rows define.
  Map<Measure, Estimate> estimates(RankedRows rows, double[][] samples) {
    double[] measured = rows.measure(resamples.table());
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      if (Double.isFinite(measured[measure.ordinal()])) {
        estimates.put(
            measure, Quantiles.interval(measured[measure.ordinal()], samples[measure.ordinal()]));
      }
    }
    return estimates;
  }

  private RankedRows ranked(Predictions model) {
    return RankedRows.of(labels, model.probabilities(), model.threshold(), resamples.allRows());
  }
}
