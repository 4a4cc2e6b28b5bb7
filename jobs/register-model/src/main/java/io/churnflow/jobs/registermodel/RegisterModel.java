package io.churnflow.jobs.registermodel;

/// Makes the winner a version of the registered model.
public final class RegisterModel {
  private RegisterModel() {}

  public static void main(String[] args) {
    System.err.println("churnflow register-model: error: not written yet");
    System.exit(1);
  }
}
