package io.churnflow.learning.linear;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.Logistic;

/// The log loss of a block of rows.
final class LogLoss {
  /// Factors of at most 2 whose product a double can surely hold.
  private static final int FACTORS = 256;

  private LogLoss() {}

  /// Sums the rows' log losses and puts each row's residual, its probability less its label, into
  /// the place of its margin.
  ///
  /// log(1 + e^-|m|) is summed as the logarithm of a product, one for each 256 rows.
  static double sumAndResiduals(double[] margin, byte[] labels, int start) {
    double loss = 0;
    for (int from = 0; from < margin.length; from += FACTORS) {
      double product = 1;
      for (int i = from; i < Math.min(margin.length, from + FACTORS); i++) {
        byte label = labels[start + i];
        double odds = StrictMath.exp(-Math.abs(margin[i]));
        product *= 1 + odds;
        // The margin against the label, where there is one.
        loss += Math.max(label == 1 ? -margin[i] : margin[i], 0);
        double probability = (margin[i] >= 0 ? 1 : odds) / (1 + odds);
        margin[i] = probability - label;
      }
      loss += StrictMath.log(product);
    }
    return loss;
  }

  /// The same with each row's loss and residual times its class's weight.
  static double weightedSumAndResiduals(
      double[] margin, byte[] labels, int start, ClassWeights classes) {
    double loss = 0;
    for (int i = 0; i < margin.length; i++) {
      byte label = labels[start + i];
      double weight = classes.of(label);
      loss += weight * Logistic.softplus(label == 1 ? -margin[i] : margin[i]);
      margin[i] = weight * (Logistic.probability(margin[i]) - label);
    }
    return loss;
  }
}
