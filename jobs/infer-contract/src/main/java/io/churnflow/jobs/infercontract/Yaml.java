package io.churnflow.jobs.infercontract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes values as YAML that every reader takes for the same.
final class Yaml {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*([ -][A-Za-z0-9_]+)*");
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf");
  private static final int PLAIN_DIGITS = 15;

  private Yaml() {}

  /// A text, in quotation marks where it could be anything else.
  static String text(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          if (point == '"' || point == '\\') {
            quoted.append('\\').appendCodePoint(point);
          } else if (isShown(point)) {
            quoted.appendCodePoint(point);
          } else {
            quoted.append(point > 0xFFFF ? "\\U%08X".formatted(point) : "\\u%04X".formatted(point));
          }
        });
    return quoted.append('"').toString();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// A list on one line.
  static String list(List<String> texts) {
    return texts.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /// A number that YAML 1.1 and 1.2 both take for one.
  static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (Math.abs(exponent) < PLAIN_DIGITS) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    return "%s%s.%se%+03d"
        .formatted(
            exact.signum() < 0 ? "-" : "",
            digits.charAt(0),
            digits.length() > 1 ? digits.substring(1) : "0",
            exponent);
  }

  /// A text behind `#`, on one line.
  static String comment(String text) {
    return quoted(text).replaceAll("^\"|\"$", "").replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
