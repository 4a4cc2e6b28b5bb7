package io.churnflow.contracts;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as our records have them: ISO-8601 in UTC.
public final class Moments {
  private Moments() {}

  /// @param field that has it, for the message
  /// @return the same moment, as [Instant#toString] writes it
  /// @throws IllegalArgumentException where the text is no moment, or is left out
  public static String expect(String field, @Nullable String text) {
    String given = text == null ? "" : text;
    try {
      return Instant.parse(given).toString();
    } catch (DateTimeException none) {
      throw new IllegalArgumentException(
          "%s: expected a moment in ISO-8601, UTC, found '%s'".formatted(field, given), none);
    }
  }
}
