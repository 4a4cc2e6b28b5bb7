package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.Timestamps;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.reporting.html.Texts;
import java.util.Locale;

/// Cells and statistics as the report writes them, the same in every locale.
final class Words {
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-3;
  private static final double SMALLEST_SHARE = 0.0005;
  private static final int DIGITS = 4;
  private static final int MINUTES = "2000-01-01T00:00".length();

  private Words() {}

  /// A value of a column of this type: a moment in ISO-8601 to the minute, else a number.
  static String value(double value, ColumnType type) {
    return type == ColumnType.TIMESTAMP && !Double.isNaN(value) ? moment(value) : number(value);
  }

  private static String moment(double millis) {
    String text = Timestamps.text(Math.rint(millis));
    return text.length() > MINUTES ? text.substring(0, MINUTES).replace('T', ' ') : text;
  }

  /// A distance between two values of such a column.
  static String spread(double value, ColumnType type) {
    return type == ColumnType.TIMESTAMP ? number(value / Timestamps.DAY) + " days" : number(value);
  }

  /// Four digits that matter; whole numbers whole.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size == Math.rint(size) && size < LARGE) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    if (size >= LARGE || size < SMALL) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int before = (int) Math.floor(StrictMath.log10(size)) + 1;
    int decimals = Math.max(DIGITS - before, 0);
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /// A share as per cent; one that is not zero does not read as if it were.
  static String share(double share) {
    return share > 0 && share < SMALLEST_SHARE ? "< 0.1 %" : Texts.percent(share);
  }

  /// So many columns of a type.
  static String columns(long count, ColumnType type) {
    String several =
        switch (type) {
          case NUMBER -> "numbers";
          case INTEGER -> "whole numbers";
          case BOOLEAN -> "yes or no";
          case CATEGORY -> "categories";
          case TIMESTAMP -> "timestamps";
        };
    return Texts.count(count) + " " + (count == 1 ? type(type) : several);
  }

  /// A column's type as people say it.
  static String type(ColumnType type) {
    return switch (type) {
      case NUMBER -> "number";
      case INTEGER -> "whole number";
      case BOOLEAN -> "yes or no";
      case CATEGORY -> "category";
      case TIMESTAMP -> "timestamp";
    };
  }
}
