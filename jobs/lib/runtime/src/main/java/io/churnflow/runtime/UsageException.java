package io.churnflow.runtime;

import java.io.Serial;

/// The job was asked for something that it cannot do; another try would end likewise. The job ends with 2.
public final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /// @param message what, where, what was expected and what was found
  public UsageException(String message) {
    super(message);
  }
}
