package io.churnflow.runtime;

import org.jspecify.annotations.Nullable;

/// Ends a job with a code of the table and one line that says what, where, what was expected and
/// what was found.
public abstract sealed class JobException extends RuntimeException
    permits UsageException, DataException, UnavailableException, NothingToDoException {
  private static final long serialVersionUID = 1L;

  JobException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The code that the job ends with.
  public abstract ExitCode exitCode();
}
