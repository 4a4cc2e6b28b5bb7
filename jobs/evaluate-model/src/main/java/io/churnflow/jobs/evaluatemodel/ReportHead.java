package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Facts;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The first lines of the report: the answers to what a reviewer asks first.
///
/// @param pipeline the pipeline file
/// @param findings what was measured
record ReportHead(Pipeline pipeline, Findings findings) {

  List<Node> nodes() {
    Evaluation evaluation = findings.evaluation();
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("h1", pipeline.name() + ": " + evaluation.winner()));
    nodes.add(Node.of("p", pipeline.description()).classed("purpose"));
    nodes.add(Node.of("p", inOneSentence(evaluation)));
    nodes.add(
        Node.of("div", model(evaluation), quality(), decisions(), calibration(evaluation))
            .classed("facts"));
    List<Element> cautions =
        evaluation.cautions().stream().map(caution -> Node.of("li", caution)).toList();
    nodes.add(
        Node.of("div", Node.of("strong", "Be careful about"), Node.of("ul", cautions))
            .classed("care"));
    return nodes;
  }

  /// What flagging by this model means for a thousand customers.
  private String inOneSentence(Evaluation evaluation) {
    ClassMetrics holdout = findings.best().holdout();
    double thousand = 1000.0 / holdout.rows();
    long found = Math.round(thousand * holdout.truePositives());
    long leaving = Math.round(thousand * holdout.positives());
    return String.format(
        Locale.ROOT,
        "Of 1,000 customers like those held out, %s flags %d as likely leavers; %d of those do leave. It misses %d of the %d who leave.",
        evaluation.winner(),
        Math.round(thousand * (holdout.truePositives() + holdout.falsePositives())),
        found,
        leaving - found,
        leaving);
  }

  private Element model(Evaluation evaluation) {
    int count = evaluation.candidates().size();
    return Facts.fact(
        "Model",
        evaluation.winner(),
        count == 1
            ? "the only candidate"
            : "best of %d candidates by %s out of fold"
                .formatted(count, MetricNames.of(evaluation.metric())));
  }

  private Element quality() {
    Metric metric = pipeline.gate().metric();
    double value = metric.of(findings.best().holdout());
    Estimate estimate = findings.best().intervals().get(metric.label());
    String interval = estimate == null ? "" : "95 % interval " + Texts.interval(estimate) + "; ";
    boolean met = metric.gain(value, pipeline.gate().minimum()) >= 0;
    return Facts.fact(
        MetricNames.of(metric.label()) + " on the hold-out",
        Texts.number(value),
        "%sthe gate's limit of %s is %s%s"
            .formatted(
                interval,
                Texts.number(pipeline.gate().minimum()),
                met ? "met" : "missed",
                guessing(metric)));
  }

  private String guessing(Metric metric) {
    ClassMetrics holdout = findings.best().holdout();
    OptionalDouble guessing = metric.ofGuessing(holdout.positives(), holdout.rows());
    return guessing.isEmpty() ? "" : "; guessing reaches " + Texts.number(guessing.getAsDouble());
  }

  private Element decisions() {
    ClassMetrics holdout = findings.best().holdout();
    return Facts.fact(
        "Threshold",
        Texts.number(holdout.threshold()),
        "from which on a customer is flagged; there %s, %s"
            .formatted(withInterval("precision"), withInterval("recall")));
  }

  private String withInterval(String metric) {
    Estimate estimate = findings.best().intervals().get(metric);
    return estimate == null
        ? metric + " is undefined"
        : "%s %s (%s)".formatted(metric, Texts.number(estimate.value()), Texts.interval(estimate));
  }

  private static Element calibration(Evaluation evaluation) {
    double published = evaluation.analysis().published().expectedCalibrationError();
    double raw = evaluation.analysis().raw().expectedCalibrationError();
    return Facts.fact(
        "Calibration error",
        Texts.number(published),
        "mean distance, over bins, of the mean probability from the share that left"
            + (published == raw ? "" : "; " + Texts.number(raw) + " before calibration"));
  }
}
