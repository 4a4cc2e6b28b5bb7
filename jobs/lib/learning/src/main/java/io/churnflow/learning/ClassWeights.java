package io.churnflow.learning;

import io.churnflow.contracts.pipeline.ClassWeight;

/// What rows of either class weigh in a fit; n / (2 · rows of the class) each where they are
/// balanced, as in scikit-learn.
///
/// Weighting multiplies the odds that a model learns by [#oddsFactor], so that dividing by it gives
/// back the odds of the rows as they are (Elkan 2001; King and Zeng 2001). Each fit does that
/// before it hands out its model.
///
/// @param positive of a positive row
/// @param negative of a negative row
public record ClassWeights(double positive, double negative) {

  /// The weights for rows of these labels.
  ///
  /// @param labels 1 or 0 a row, both there
  public static ClassWeights of(ClassWeight asked, byte[] labels) {
    return switch (asked) {
      case NONE -> new ClassWeights(1, 1);
      case BALANCED -> {
        int positives = Labels.positives(labels);
        int negatives = labels.length - positives;
        yield new ClassWeights(labels.length / 2.0 / positives, labels.length / 2.0 / negatives);
      }
    };
  }

  /// The weight of a row.
  public double of(byte label) {
    return label == 1 ? positive : negative;
  }

  /// What the odds of a positive are multiplied with.
  public double oddsFactor() {
    return positive / negative;
  }

  /// The logarithm of [#oddsFactor].
  public double logOddsFactor() {
    return StrictMath.log(oddsFactor());
  }

  /// The same proportion with 1 as the greater weight.
  public ClassWeights atMostOne() {
    double most = Math.max(positive, negative);
    return new ClassWeights(positive / most, negative / most);
  }

  /// Whether both are 1.
  public boolean none() {
    return positive == 1 && negative == 1;
  }
}
