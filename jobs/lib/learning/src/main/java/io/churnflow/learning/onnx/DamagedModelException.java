package io.churnflow.learning.onnx;

import java.io.Serial;

/// The file is not a model that this program wrote. The message says what was expected and found.
public final class DamagedModelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DamagedModelException(String message) {
    super("model file: " + message);
  }

  DamagedModelException(String message, Throwable cause) {
    super("model file: " + message, cause);
  }

  static void require(boolean holds, String what, Object expected, Object found) {
    if (!holds) {
      throw new DamagedModelException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
