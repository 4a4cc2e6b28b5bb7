package io.churnflow.contracts.pipeline;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The few checks that the pipeline records share. Each message says what was expected and what was
/// found.
final class Checks {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern RELEASE = Pattern.compile("[0-9][0-9A-Za-z.-]{0,39}");

  private Checks() {}

  static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      new Refusal(field, expected, String.valueOf(found)).raise();
    }
  }

  /// A field that is there, but holds nothing (`gate:`), is as wrong as one that is not there.
  static void given(String field, @Nullable Object value) {
    require(value != null, field, "a value", "nothing");
  }

  static boolean isName(String value) {
    return NAME.matcher(value).matches();
  }

  static String name(String field, String value) {
    require(
        isName(value),
        field,
        "lower-case letters, digits and _, starting with a letter, at most 63",
        "'" + value + "'");
    return value;
  }

  static void release(String field, @Nullable String value) {
    require(
        value == null || RELEASE.matcher(value).matches(),
        field,
        "a version such as 0.1.0 in quotes, of at most 40 letters, digits, . and -",
        "'" + value + "'");
  }

  static String text(String field, String value) {
    require(!value.isBlank(), field, "a text", "nothing");
    return value;
  }

  /// A moment in ISO-8601, as milliseconds since 1970-01-01T00:00:00Z.
  static double moment(String field, String text) {
    double moment = TimestampFormat.ISO.parse(text);
    require(!Double.isNaN(moment), field, TimestampFormat.ISO.description(), "'" + text + "'");
    return moment;
  }

  /// A regular expression.
  static void pattern(String field, String expression) {
    try {
      TextPattern unused = TextPattern.of(expression);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(field + ": " + wrong.getMessage(), wrong);
    }
  }

  static double share(String field, double value) {
    require(value >= 0 && value <= 1, field, "a share from 0 to 1", value);
    return value;
  }

  static long atLeast(String field, long least, long value) {
    require(value >= least, field, "a whole number of at least " + least, value);
    return value;
  }

  static void distinct(String field, Collection<String> values) {
    require(values.stream().distinct().count() == values.size(), field, "distinct values", values);
  }
}
