package io.churnflow.runtime.csv;

/// Decimal numbers straight from bytes, where the result is exact without more ado.
final class PlainNumbers {
  /// So many digits always make a whole number below 2^53.
  private static final int MOST_DIGITS = 15;

  /// The powers of ten up to the number of digits, each exactly a double.
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private PlainNumbers() {}

  /// The double next to a number of at most 15 digits, with or without a point and a sign; NaN
  /// where the text is anything else, also if it is a number.
  ///
  /// Both the digits as a whole number and the power of ten are exact doubles, so that the one
  /// division rounds correctly, as in Clinger, "How to read floating point numbers accurately",
  /// 1990.
  static double parse(byte[] bytes, int from, int to) {
    int place = from;
    boolean negative = place < to && bytes[place] == '-';
    if (negative || (place < to && bytes[place] == '+')) {
      place++;
    }
    long digits = 0;
    int count = 0;
    int behindPoint = -1;
    for (; place < to; place++) {
      int digit = bytes[place] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        count++;
      } else if (bytes[place] == '.' && behindPoint < 0) {
        behindPoint = count;
      } else {
        return Double.NaN;
      }
      if (count > MOST_DIGITS) {
        return Double.NaN;
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    double value = behindPoint < 0 ? digits : digits / POWERS[count - behindPoint];
    return negative ? -value : value;
  }

  /// The same for a whole number without a point.
  static double parseWhole(byte[] bytes, int from, int to) {
    for (int place = from; place < to; place++) {
      if (bytes[place] == '.') {
        return Double.NaN;
      }
    }
    return parse(bytes, from, to);
  }

  /// 1 or 0 as one digit; NaN where the text is anything else.
  static double parseBoolean(byte[] bytes, int from, int to) {
    if (to - from != 1 || (bytes[from] | 1) != '1') {
      return Double.NaN;
    }
    return bytes[from] - '0';
  }
}
