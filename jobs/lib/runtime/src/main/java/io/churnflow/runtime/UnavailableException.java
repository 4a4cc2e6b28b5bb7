package io.churnflow.runtime;

/// A server refused, failed or did not answer in time, or a disk is full: exit 4.
public final class UnavailableException extends JobException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message) {
    super(message, null);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.UNAVAILABLE;
  }
}
