package io.churnflow.learning.onnx;

import java.util.Set;
import java.util.regex.Pattern;

/// Names that writer and reader share. A value of raw column `i` is named `i.<part>`.
final class Names {
  static final String FORMAT_KEY = "churnflow.format";
  static final String ALGORITHM_KEY = "churnflow.algorithm";
  static final String THRESHOLD_KEY = "churnflow.threshold";
  static final String CONTRACT_KEY = "churnflow.contract_sha256";
  static final String CALIBRATION_KEY = "churnflow.calibration";
  static final String FEATURES_KEY = "churnflow.features";
  static final String COVERS_KEY = "churnflow.leaf_covers";
  static final String MEANS_KEY = "churnflow.term_means";

  static final String OUTPUT = "churn_probability";
  static final String SCORE = "score";
  static final String AXIS = "axis";
  static final String ML = "ai.onnx.ml";
  static final String ROWS = "N";

  static final String UNTIL = "until";
  static final String ELAPSED = "elapsed";
  static final String SIZE = "size";
  static final String PARTS = "values_strings";

  static final String INTERCEPT = "intercept";
  static final String BASE = "base";
  static final String TREES = "trees";

  static final String SLOPE = "calibration.slope";
  static final String PLATT_INTERCEPT = "calibration.intercept";
  static final String SCORES = "calibration.scores";
  static final String PROBABILITIES = "calibration.probabilities";

  private static final Set<String> WHOLE_MODEL =
      Set.of(
          OUTPUT,
          SCORE,
          AXIS,
          INTERCEPT,
          BASE,
          TREES,
          "zero",
          "low",
          "high",
          "probability",
          "encoded",
          "margin");
  private static final Pattern NUMBERED =
      Pattern.compile("(calibration|timestamp)\\..*|[0-9]+\\.[a-z].*", Pattern.DOTALL);

  /// Whether a value inside some graph, of whatever algorithm and calibration, may have this name.
  static boolean isReserved(String name) {
    return WHOLE_MODEL.contains(name) || NUMBERED.matcher(name).matches();
  }

  private Names() {}

  static String of(int column, String part) {
    return column + "." + part;
  }

  static String of(int column, String part, int number) {
    return of(column, part) + "." + number;
  }
}
