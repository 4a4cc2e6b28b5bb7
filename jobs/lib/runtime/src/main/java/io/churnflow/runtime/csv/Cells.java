package io.churnflow.runtime.csv;

import io.churnflow.contracts.NumberColumn.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/// How the text of a cell becomes a number.
public final class Cells {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(\\.0+)?");

  /// Up to here a whole number is the only one that becomes its double.
  private static final double GREATEST_WHOLE = (1L << 53) - 1;

  private static final int LONGEST_NUMBER = 100;

  private Cells() {}

  /// The number, or NaN where the text is none.
  ///
  /// @param decimal the mark before a fraction; the other one makes no number
  static double parse(Kind kind, String text, char decimal) {
    return switch (kind) {
      case NUMBER -> finite(DECIMAL, pointed(text, decimal), Double.MAX_VALUE);
      case INTEGER -> finite(WHOLE, pointed(text, decimal), GREATEST_WHOLE);
      case BOOLEAN ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> 1;
            case "0", "false" -> 0;
            default -> Double.NaN;
          };
      case TIMESTAMP -> throw new IllegalArgumentException("a timestamp has a format");
    };
  }

  private static String pointed(String text, char decimal) {
    if (decimal == '.') {
      return text;
    }
    return text.indexOf('.') < 0 ? text.replace(decimal, '.') : "";
  }

  private static double finite(Pattern form, String text, double greatest) {
    if (text.length() > LONGEST_NUMBER || !form.matcher(text).matches()) {
      return Double.NaN;
    }
    double value = Double.parseDouble(text);
    return Math.abs(value) <= greatest ? value : Double.NaN;
  }
}
