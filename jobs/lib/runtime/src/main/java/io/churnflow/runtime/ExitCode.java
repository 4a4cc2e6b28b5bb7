package io.churnflow.runtime;

/// How a job ended, as Airflow reads it.
public enum ExitCode {
  /// Done, or the same work was there already; also a gate that refuses.
  DONE(0),
  /// Something nobody foresaw, or out of memory: tried again.
  UNEXPECTED(1),
  /// The call or the configuration is wrong: trying again cannot help.
  USAGE(2),
  /// The data or the model file is wrong: trying again cannot help.
  DATA(3),
  /// A server did not answer, or a disk is full: tried again, later.
  UNAVAILABLE(4),
  /// Nothing to do: the task is skipped.
  NOTHING_TO_DO(99);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /// The process's exit code.
  public int code() {
    return code;
  }
}
