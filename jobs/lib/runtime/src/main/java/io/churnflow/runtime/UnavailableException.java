package io.churnflow.runtime;

import java.io.Serial;

/// Something outside does not answer; another try may help. The job ends with 4.
public final class UnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /// @param message what was asked of which address, and what came back
  public UnavailableException(String message) {
    super(message);
  }
}
