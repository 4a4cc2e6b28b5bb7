package io.churnflow.runtime.mlflow;

/// MLflow answered and said no, for a reason that another try would not change.
public final class MlflowError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  MlflowError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /// HTTP status, such as 404.
  public int status() {
    return status;
  }

  /// MLflow's `error_code`, such as `RESOURCE_ALREADY_EXISTS`; empty where it sent none.
  public String code() {
    return code;
  }

  /// Whether what was asked for is not there.
  boolean isMissing() {
    return status == 404;
  }

  /// Whether two requests at once inserted the same row.
  boolean isRace() {
    return String.valueOf(getMessage()).contains("IntegrityError");
  }

  /// Whether what was to be created is there already.
  boolean isAlreadyThere() {
    return code.equals("RESOURCE_ALREADY_EXISTS");
  }
}
