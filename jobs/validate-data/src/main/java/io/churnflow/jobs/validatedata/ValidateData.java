package io.churnflow.jobs.validatedata;

/// Checks a table against the contract.
public final class ValidateData {
  private ValidateData() {}

  public static void main(String[] args) {
    System.err.println("churnflow validate-data: error: not written yet");
    System.exit(1);
  }
}
