package io.churnflow.jobs.loaddata;

/// Reads a CSV into a typed table, per the contract.
public final class LoadData {
  private LoadData() {}

  public static void main(String[] args) {
    System.err.println("churnflow load-data: error: not written yet");
    System.exit(1);
  }
}
