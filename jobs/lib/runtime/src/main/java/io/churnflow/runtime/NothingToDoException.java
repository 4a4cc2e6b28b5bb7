package io.churnflow.runtime;

/// There is nothing to do: exit 99.
public final class NothingToDoException extends JobException {
  private static final long serialVersionUID = 1L;

  public NothingToDoException(String message) {
    super(message, null);
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.NOTHING_TO_DO;
  }
}
