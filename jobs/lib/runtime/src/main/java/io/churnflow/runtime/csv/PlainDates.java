package io.churnflow.runtime.csv;

import io.churnflow.contracts.Timestamps;
import java.time.LocalDate;
import java.time.YearMonth;

/// Dates straight from bytes.
final class PlainDates {
  private static final int LENGTH = "2024-03-31".length();

  private PlainDates() {}

  /// The first moment of a day of the years 1 to 9999, in UTC, in milliseconds since 1970; NaN
  /// where the text is anything else than four, two and two digits with hyphens between.
  static double parse(byte[] bytes, int from, int to) {
    if (to - from != LENGTH || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return Double.NaN;
    }
    int year = digits(bytes, from, from + 4);
    int month = digits(bytes, from + 5, from + 7);
    int day = digits(bytes, from + 8, to);
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return Double.NaN;
    }
    return day <= YearMonth.of(year, month).lengthOfMonth()
        ? LocalDate.of(year, month, day).toEpochDay() * Timestamps.DAY
        : Double.NaN;
  }

  /// The number, or -1.
  private static int digits(byte[] bytes, int from, int to) {
    int number = 0;
    for (int place = from; place < to; place++) {
      int digit = bytes[place] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
