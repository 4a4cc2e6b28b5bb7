package io.churnflow.learning.onnx;

import io.churnflow.contracts.Cut;
import java.io.Serial;

/// The file is not a model that this program wrote. The message says what was expected and found.
public final class DamagedModelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /// A file's own texts stand in messages, and may be anything.
  private static final int LONGEST = 300;

  DamagedModelException(String message) {
    super("model file: " + shown(message));
  }

  DamagedModelException(String message, Throwable cause) {
    super("model file: " + shown(message), cause);
  }

  /// One line, cut where it is long.
  private static String shown(String message) {
    return Cut.to(LONGEST, message).replaceAll("\\p{Cntrl}", " ");
  }

  static void require(boolean holds, String what, Object expected, Object found) {
    if (!holds) {
      throw new DamagedModelException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
