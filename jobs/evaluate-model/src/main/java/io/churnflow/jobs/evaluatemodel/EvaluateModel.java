package io.churnflow.jobs.evaluatemodel;

/// Measures every candidate on the hold-out and logs the runs.
public final class EvaluateModel {
  private EvaluateModel() {}

  public static void main(String[] args) {
    System.err.println("churnflow evaluate-model: error: not written yet");
    System.exit(1);
  }
}
