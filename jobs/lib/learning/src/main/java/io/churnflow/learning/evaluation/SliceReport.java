package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Slice;
import io.churnflow.contracts.SliceGap;
import io.churnflow.contracts.Table;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model's metrics by slices of the hold-out, and the gaps between slices.
///
/// @param slices in the order of columns and values
/// @param gaps the largest first
public record SliceReport(List<Slice> slices, List<SliceGap> gaps) {
  private static final List<Measure> SHOWN =
      List.of(
          Measure.PREVALENCE,
          Measure.MEAN_PROBABILITY,
          Measure.SELECTION_RATE,
          Measure.PRECISION,
          Measure.RECALL,
          Measure.ROC_AUC);
  private static final Set<Measure> COMPARED =
      Set.of(Measure.RECALL, Measure.PRECISION, Measure.SELECTION_RATE);

  public SliceReport {
    slices = List.copyOf(slices);
    gaps = List.copyOf(gaps);
  }

  /// Splits the rows by each of the columns and measures every part.
  ///
  /// Slices share the resamples of the whole table: an interval includes that a slice's size
  /// varies, and the difference of two slices is that of one resample. A share that is nothing or
  /// all, which is the same in every resample, has Wilson's interval instead.
  ///
  /// @param names columns of the table; text columns are passed over
  public static SliceReport of(
      Table table,
      List<String> names,
      byte[] labels,
      Predictions model,
      Resamples resamples,
      Workers workers) {
    List<SliceRows> parts =
        names.stream().flatMap(name -> Slicer.slices(table.column(name)).stream()).toList();
    List<RankedRows> ranked =
        parts.stream()
            .map(part ->
                RankedRows.of(labels, model.probabilities(), model.threshold(), part.rows()))
            .toList();
    double[][][] samples = resamples.measure(ranked, workers);
    Intervals intervals = new Intervals(resamples, labels, workers);
    List<Slice> slices = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      slices.add(
          slice(parts.get(part), labels, intervals.estimates(ranked.get(part), samples[part])));
    }
    return new SliceReport(slices, gaps(names, slices, samples));
  }

  private static Slice slice(SliceRows part, byte[] labels, Map<Measure, Estimate> estimates) {
    long rows = part.rows().length;
    long positives = Labels.positives(Labels.select(labels, part.rows()));
    long fewest = Math.min(positives, rows - positives);
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    for (Measure measure : SHOWN) {
      Estimate estimate = estimates.get(measure);
      if (estimate != null) {
        metrics.put(measure.label(), estimate);
      }
    }
    Estimate selected = estimates.get(Measure.SELECTION_RATE);
    long flagged = selected == null ? 0 : Math.round(selected.value() * rows);
    widen(metrics, Measure.PREVALENCE, rows);
    widen(metrics, Measure.SELECTION_RATE, rows);
    widen(metrics, Measure.PRECISION, flagged);
    widen(metrics, Measure.RECALL, positives);
    return new Slice(part.column(), part.value(), rows, positives, fewest < Slice.FEW, metrics);
  }

  /// Gives a share of so many rows that no resample has moved an interval that knows how few they
  /// are; a share of none is undefined.
  private static void widen(Map<String, Estimate> metrics, Measure measure, long of) {
    if (of == 0) {
      metrics.remove(measure.label());
      return;
    }
    metrics.computeIfPresent(
        measure.label(),
        (name, estimate) ->
            estimate.low() == estimate.high() && (estimate.value() == 0 || estimate.value() == 1)
                ? Wilson.interval(Math.round(estimate.value() * of), of)
                : estimate);
  }

  private static List<SliceGap> gaps(List<String> names, List<Slice> slices, double[][][] samples) {
    List<SliceGap> gaps = new ArrayList<>();
    for (String name : names) {
      for (Measure measure : SHOWN) {
        if (COMPARED.contains(measure)) {
          pairs(name, measure, slices, samples).stream()
              .filter(gap -> gap.difference().excludesZero())
              .max(Comparator.comparingDouble(gap -> gap.difference().value()))
              .ifPresent(gaps::add);
        }
      }
    }
    gaps.sort(Comparator.comparingDouble(gap -> -gap.difference().value()));
    return gaps;
  }

  /// The difference of every two slices of a column that are not small, the higher one first.
  private static List<SliceGap> pairs(
      String column, Measure measure, List<Slice> slices, double[][][] samples) {
    List<SliceGap> pairs = new ArrayList<>();
    for (int one = 0; one < slices.size(); one++) {
      for (int other = 0; other < slices.size(); other++) {
        Estimate high = comparable(slices.get(one), column, measure);
        Estimate low = comparable(slices.get(other), column, measure);
        if (high != null && low != null && high.value() > low.value()) {
          double[] differences =
              differences(samples[one][measure.ordinal()], samples[other][measure.ordinal()]);
          pairs.add(
              new SliceGap(
                  column,
                  measure.label(),
                  slices.get(one).value(),
                  slices.get(other).value(),
                  Quantiles.interval(high.value() - low.value(), differences)));
        }
      }
    }
    return pairs;
  }

  private static @Nullable Estimate comparable(Slice slice, String column, Measure measure) {
    return slice.small() || !slice.column().equals(column)
        ? null
        : slice.metrics().get(measure.label());
  }

  private static double[] differences(double[] one, double[] other) {
    double[] differences = new double[one.length];
    for (int sample = 0; sample < differences.length; sample++) {
      differences[sample] = one[sample] - other[sample];
    }
    return differences;
  }
}
