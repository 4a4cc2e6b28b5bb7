package io.churnflow.jobs.predict;

/// Scores a table with the production model.
public final class Predict {
  private Predict() {}

  public static void main(String[] args) {
    System.err.println("churnflow predict: error: not written yet");
    System.exit(1);
  }
}
