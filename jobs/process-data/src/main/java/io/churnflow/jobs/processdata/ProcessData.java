package io.churnflow.jobs.processdata;

/// Splits the rows into training and hold-out; fits nothing.
public final class ProcessData {
  private ProcessData() {}

  public static void main(String[] args) {
    System.err.println("churnflow process-data: error: not written yet");
    System.exit(1);
  }
}
