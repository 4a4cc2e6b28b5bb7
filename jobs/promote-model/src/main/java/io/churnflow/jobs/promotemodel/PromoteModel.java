package io.churnflow.jobs.promotemodel;

/// Gates, promotes and rolls back versions.
public final class PromoteModel {
  private PromoteModel() {}

  public static void main(String[] args) {
    System.err.println("churnflow promote-model: error: not written yet");
    System.exit(1);
  }
}
