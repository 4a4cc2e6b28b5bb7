package io.churnflow.jobs.trainmodel;

/// Fits one candidate model on the training rows.
public final class TrainModel {
  private TrainModel() {}

  public static void main(String[] args) {
    System.err.println("churnflow train-model: error: not written yet");
    System.exit(1);
  }
}
