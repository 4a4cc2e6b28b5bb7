package io.churnflow.contracts;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How a candidate's scores became probabilities, and what that did to the out-of-fold ones. Each
/// fold's scores went through a calibration fitted on the other folds' scores.
///
/// @param method `none`, `platt` or `isotonic`
/// @param asked what the pipeline file asks for, such as `auto`
/// @param crossValidatedBrier Brier score of each method that was looked at, by its name
/// @param brierBefore mean squared error of the scores
/// @param brierAfter mean squared error of the published probabilities
/// @param eceBefore expected calibration error of the scores: see [Reliability]
/// @param eceAfter expected calibration error of the published probabilities
public record CalibrationSummary(
    String method,
    String asked,
    Map<String, Double> crossValidatedBrier,
    double brierBefore,
    double brierAfter,
    double eceBefore,
    double eceAfter) {

  public CalibrationSummary {
    crossValidatedBrier = Collections.unmodifiableMap(new TreeMap<>(crossValidatedBrier));
  }

  /// For a page, without a full stop.
  public String words() {
    String how = asked.equals(method) ? method : "%s (asked for: %s)".formatted(method, asked);
    return String.format(
        Locale.ROOT,
        "%s; out of fold, the expected calibration error was %.4f before and %.4f after it, the Brier score %.4f and %.4f",
        how,
        eceBefore,
        eceAfter,
        brierBefore,
        brierAfter);
  }
}
