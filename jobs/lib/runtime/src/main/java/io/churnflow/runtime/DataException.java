package io.churnflow.runtime;

/// The data or a model file is wrong: exit 3.
public final class DataException extends JobException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message, null);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.DATA;
  }
}
