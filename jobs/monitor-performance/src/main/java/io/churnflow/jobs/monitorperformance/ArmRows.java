package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.learning.evaluation.Predictions;
import java.util.Arrays;

/// What one arm has said of a batch's customers, joined to what has become of them.
final class ArmRows {
  private final ScoredArm arm;
  private final double[] probabilities;
  private final double[] known;
  private final byte[] labels;
  private int rows;
  private int labelled;

  ArmRows(ScoredArm arm) {
    int size = Math.toIntExact(arm.count());
    this.arm = arm;
    this.probabilities = new double[size];
    this.known = new double[size];
    this.labels = new byte[size];
  }

  void add(double probability) {
    probabilities[rows++] = probability;
  }

  /// Notes what has become of the customer who was added last.
  void label(boolean left) {
    known[labelled] = probabilities[rows - 1];
    labels[labelled++] = (byte) (left ? 1 : 0);
  }

  ScoredArm arm() {
    return arm;
  }

  /// Of all its customers.
  Predictions all() {
    return new Predictions(probabilities, arm.threshold());
  }

  /// Of those whose outcome is known, in the order of the batch.
  LabelledRows labelled() {
    return new LabelledRows(
        Arrays.copyOf(known, labelled), Arrays.copyOf(labels, labelled), arm.threshold());
  }
}
