package io.churnflow.learning.onnx;

import io.churnflow.learning.calibration.Calibration;
import io.churnflow.learning.calibration.IsotonicLine;
import io.churnflow.learning.calibration.PlattScaling;
import io.churnflow.learning.calibration.Uncalibrated;

/// Reads what [CalibrationGraph] wrote.
final class CalibrationReader {
  private CalibrationReader() {}

  /// @param method as the file's metadata names it
  static Calibration read(GraphReader graph, String method) {
    return switch (method) {
      case "none" -> new Uncalibrated();
      case "platt" ->
          new PlattScaling(graph.constant(Names.SLOPE), graph.constant(Names.PLATT_INTERCEPT));
      case "isotonic" ->
          new IsotonicLine(graph.constants(Names.SCORES), graph.constants(Names.PROBABILITIES));
      default ->
          throw new DamagedModelException(
              "%s: expected none, platt or isotonic, found %s"
                  .formatted(Names.CALIBRATION_KEY, method));
    };
  }
}
