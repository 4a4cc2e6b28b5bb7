package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Evaluation;
import io.churnflow.reporting.Plot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an evaluation has found.
///
/// @param ranked the candidates, best first
/// @param evaluation all measurements
/// @param winnersPlots name to plot, in the order in which they are shown
/// @param winnersProbabilities of the hold-out rows, calibrated
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record Findings(
    List<Measured> ranked,
    Evaluation evaluation,
    Map<String, Plot> winnersPlots,
    double[] winnersProbabilities) {

  Findings {
    ranked = List.copyOf(ranked);
    winnersPlots = Collections.unmodifiableMap(new LinkedHashMap<>(winnersPlots));
  }

  Measured best() {
    return ranked.getFirst();
  }
}
