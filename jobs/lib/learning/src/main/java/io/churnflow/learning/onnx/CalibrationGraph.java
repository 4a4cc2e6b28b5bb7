package io.churnflow.learning.onnx;

import io.churnflow.learning.calibration.Calibration;
import io.churnflow.learning.calibration.IsotonicLine;
import io.churnflow.learning.calibration.PlattScaling;
import io.churnflow.learning.calibration.Uncalibrated;

/// Writes what turns the model's score, `[N, 1]`, into the probability, `[N, 1]`; nothing where the
/// score is the probability.
final class CalibrationGraph {
  private final GraphBuilder graph;

  private CalibrationGraph(GraphBuilder graph) {
    this.graph = graph;
  }

  /// What the model's own output is called under this calibration.
  static String score(String method) {
    return method.equals(new Uncalibrated().method()) ? Names.OUTPUT : Names.SCORE;
  }

  static void append(GraphBuilder graph, Calibration calibration) {
    CalibrationGraph writer = new CalibrationGraph(graph);
    switch (calibration) {
      case Uncalibrated none -> {}
      case PlattScaling platt -> writer.platt(platt);
      case IsotonicLine line -> writer.isotonic(line);
    }
  }

  private void platt(PlattScaling platt) {
    String one = graph.constant("calibration.one", 1);
    String least = graph.constant("calibration.least", PlattScaling.LEAST);
    String most = graph.constant("calibration.most", 1 - PlattScaling.LEAST);
    String slope = graph.constant(Names.SLOPE, platt.slope());
    String intercept = graph.constant(Names.PLATT_INTERCEPT, platt.intercept());
    String held = graph.node("Clip", "calibration.held", Names.SCORE, least, most);
    String rest = graph.node("Sub", "calibration.rest", one, held);
    String odds = graph.node("Div", "calibration.odds", held, rest);
    String logOdds = graph.node("Log", "calibration.log_odds", odds);
    String scaled = graph.node("Mul", "calibration.scaled", logOdds, slope);
    String margin = graph.node("Add", "calibration.margin", scaled, intercept);
    graph.node("Sigmoid", Names.OUTPUT, margin);
  }

  /// The points stand in the file as they are; widths and slopes are worked out by the graph, which
  /// a runtime does once, when it loads.
  private void isotonic(IsotonicLine line) {
    graph.constants(Names.SCORES, line.scores());
    graph.constants(Names.PROBABILITIES, line.probabilities());
    graph.wholes("calibration.0", 0);
    graph.wholes("calibration.1", 1);
    graph.wholes("calibration.last", line.scores().length - 1);
    graph.wholes("calibration.end", line.scores().length);
    String zero = graph.constant("calibration.zero", 0);
    String one = graph.constant("calibration.one", 1);
    String starts = before("calibration.starts", Names.SCORES);
    String widths = steps("calibration.widths", Names.SCORES, starts);
    String lower = before("calibration.lower", Names.PROBABILITIES);
    String rises = steps("calibration.rises", Names.PROBABILITIES, lower);
    String slopes = graph.node("Div", "calibration.slopes", rises, widths);
    String beyond = graph.node("Sub", "calibration.beyond", Names.SCORE, starts);
    String inside = graph.node("Max", "calibration.inside", beyond, zero);
    String reach = graph.node("Min", "calibration.reach", inside, widths);
    String gains = graph.node("Mul", "calibration.gains", reach, slopes);
    String gain = graph.rowSums("calibration.gain", gains);
    String first =
        graph.node(
            "Slice", "calibration.first", Names.PROBABILITIES, "calibration.0", "calibration.1");
    String sum = graph.node("Add", "calibration.sum", gain, first);
    graph.node("Clip", Names.OUTPUT, sum, zero, one);
  }

  /// All but the last.
  private String before(String output, String values) {
    return graph.node("Slice", output, values, "calibration.0", "calibration.last");
  }

  /// What each is above the one before.
  private String steps(String output, String values, String before) {
    String after =
        graph.node("Slice", output + ".ends", values, "calibration.1", "calibration.end");
    return graph.node("Sub", output, after, before);
  }
}
