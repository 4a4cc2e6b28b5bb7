package io.churnflow.jobs.monitorperformance;

import static java.util.Objects.requireNonNull;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.monitoring.VersionPerformance;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.PerformanceBound;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds metrics against the pipeline's bound. Below it is what chance does not explain: where all
/// of the 95 % interval is on the wrong side. So a small batch that looks bad does not start a
/// training, and a large one need not look very bad.
///
/// @param bound what is held against; null for none
/// @param minimumPositives fewest leavers that are measured
record Judge(@Nullable PerformanceBound bound, int minimumPositives) {

  /// @param realised metrics by name, empty where there are none
  /// @param estimated likewise
  PerformanceVerdict of(Map<String, Estimate> realised, Map<String, Estimate> estimated) {
    return measure(realised, estimated).map(this::of).orElse(PerformanceVerdict.UNKNOWN);
  }

  private Optional<Estimate> measure(
      Map<String, Estimate> realised, Map<String, Estimate> estimated) {
    if (bound == null) {
      return Optional.empty();
    }
    Estimate found = realised.get(bound.metric().label());
    if (found == null && bound.estimated()) {
      found = estimated.get(bound.metric().label());
    }
    return Optional.ofNullable(found);
  }

  private PerformanceVerdict of(Estimate found) {
    Metric metric = requireNonNull(bound).metric();
    double best = metric.higherIsBetter() ? found.high() : found.low();
    return metric.gain(best, bound.minimum()) < 0
        ? PerformanceVerdict.BELOW
        : PerformanceVerdict.OK;
  }

  /// A verdict and why.
  ///
  /// @param reason a sentence
  /// @param worse whether the value itself is worse than the bound, though chance may explain it
  record Said(PerformanceVerdict verdict, String reason, boolean worse) {
    static Said unknown(String reason) {
      return new Said(PerformanceVerdict.UNKNOWN, reason, false);
    }
  }

  /// On the version that scored the newest batch: by its newest batch that tells, or, where each by
  /// itself is too small, by all together.
  ///
  /// @param batches at least one, the newest first
  Said overall(List<BatchPerformance> batches, List<VersionPerformance> versions) {
    if (bound == null) {
      return Said.unknown("the pipeline file sets no bound (monitoring.bound)");
    }
    int version = batches.getFirst().version();
    for (BatchPerformance batch : batches) {
      if (batch.version() == version && batch.verdict() != PerformanceVerdict.UNKNOWN) {
        boolean real = batch.realised().containsKey(bound.metric().label());
        Estimate found = measure(batch.realised(), batch.estimated()).orElseThrow();
        String what =
            "%s of batch %s (version %d)"
                .formatted(real ? "realised" : "estimated", batch.batch(), version);
        return said(what, found);
      }
    }
    return together(version, versions);
  }

  private Said together(int version, List<VersionPerformance> versions) {
    Optional<Estimate> all =
        versions.stream()
            .filter(each -> each.version() == version)
            .flatMap(each -> measure(each.realised(), Map.of()).stream())
            .findFirst();
    return all.map(found -> said("realised of all batches of version " + version, found))
        .orElseGet(() ->
            Said.unknown(
                "of no batch of version %d that is due, nor of all together, are %d customers known to have left and one to have stayed"
                    .formatted(version, minimumPositives)));
  }

  private Said said(String what, Estimate found) {
    PerformanceBound held = requireNonNull(bound);
    boolean worse = held.metric().gain(found.value(), held.minimum()) < 0;
    String place =
        switch (of(found)) {
          case BELOW -> "all of it worse than the bound of %s";
          case OK ->
              worse
                  ? "worse than the bound of %s, which chance may explain"
                  : "not worse than the bound of %s";
          case UNKNOWN -> throw new IllegalStateException("a measured metric has a verdict");
        };
    return new Said(
        of(found),
        "%s %s, 95 %% interval %s: %s"
            .formatted(
                MetricNames.of(held.metric().label()) + ", " + what + ":",
                Texts.number(found.value()),
                Texts.interval(found),
                place.formatted(Texts.number(held.minimum()))),
        worse);
  }
}
