package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.learning.evaluation.Predictions;
import java.util.Arrays;

/// What one arm has said of a batch's customers, joined to what has become of them.
///
/// @param arm which it is
/// @param all of its customers
/// @param labelled those whose outcome is known, in the order of the batch
record ArmRows(ScoredArm arm, Predictions all, LabelledRows labelled) {

  /// Takes the rows of an arm one by one.
  static final class Builder {
    private final ScoredArm arm;
    private final double[] probabilities;
    private final double[] known;
    private final byte[] labels;
    private int rows;
    private int labelled;

    Builder(ScoredArm arm) {
      int size = Math.toIntExact(arm.count());
      this.arm = arm;
      this.probabilities = new double[size];
      this.known = new double[size];
      this.labels = new byte[size];
    }

    ScoredArm arm() {
      return arm;
    }

    void add(double probability) {
      probabilities[rows++] = probability;
    }

    /// Notes what has become of the customer who was added last.
    void label(boolean left) {
      known[labelled] = probabilities[rows - 1];
      labels[labelled++] = (byte) (left ? 1 : 0);
    }

    ArmRows build() {
      return new ArmRows(
          arm,
          new Predictions(probabilities, arm.threshold()),
          new LabelledRows(
              Arrays.copyOf(known, labelled), Arrays.copyOf(labels, labelled), arm.threshold()));
    }
  }
}
