package io.churnflow.contracts;

import java.util.LinkedHashMap;
import java.util.Map;

/// How well probabilities and the decisions at one threshold fit the labels; precision, recall and
/// F1 are the positive class's.
///
/// @param rows rows measured
/// @param positives rows whose label is positive
/// @param threshold a row is predicted positive where its probability is at least this
/// @param precision in [0, 1]; 0 where nothing is predicted positive
/// @param recall in [0, 1]
/// @param f1 in [0, 1]
/// @param rocAuc area under the ROC curve, ties by midrank
/// @param prAuc average precision
/// @param logLoss mean negative log likelihood, natural logarithm
/// @param brier mean squared error of the probability
/// @param accuracy share of right decisions
/// @param truePositives count
/// @param falsePositives count
/// @param trueNegatives count
/// @param falseNegatives count
public record ClassMetrics(
    long rows,
    long positives,
    double threshold,
    double precision,
    double recall,
    double f1,
    double rocAuc,
    double prAuc,
    double logLoss,
    double brier,
    double accuracy,
    long truePositives,
    long falsePositives,
    long trueNegatives,
    long falseNegatives) {

  /// The scores by their names in pipeline files and in MLflow, in the order in which they are
  /// shown.
  public Map<String, Double> byName() {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("precision", precision);
    named.put("recall", recall);
    named.put("f1", f1);
    named.put("roc_auc", rocAuc);
    named.put("pr_auc", prAuc);
    named.put("log_loss", logLoss);
    named.put("brier", brier);
    named.put("accuracy", accuracy);
    return named;
  }
}
