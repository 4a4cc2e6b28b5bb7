package io.churnflow.learning.derived;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.Timestamps;
import io.churnflow.learning.Feature;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The month, weekday or hour of a timestamp, in UTC, as a category; missing where the timestamp
/// is.
///
/// @param name the model's column
/// @param from the timestamp column
/// @param part which
public record CalendarPart(String name, String from, Part part) implements Derivation {
  private static final int DAYS_OF_WEEK = 7;

  /// 1970-01-01 was a Thursday, the fourth day from Monday on.
  private static final int FIRST_WEEKDAY = 3;

  private static final double HOUR = 3_600_000;

  /// Which part.
  public enum Part {
    MONTH(
        Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList()),
    WEEKDAY(
        Arrays.stream(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList()),
    HOUR(IntStream.range(0, 24).mapToObj(Integer::toString).toList());

    @SuppressWarnings("ImmutableEnumChecker") // made by Stream.toList
    private final List<String> texts;

    Part(List<String> texts) {
      this.texts = texts;
    }

    /// The categories, from January, Monday or 0 on.
    public List<String> texts() {
      return texts;
    }
  }

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.CATEGORY);
  }

  @Override
  public List<String> sources() {
    return List.of(from);
  }

  @Override
  public Column of(Table table) {
    double[] moments = Derivation.moments(table, from);
    int[] codes = new int[moments.length];
    for (int row = 0; row < codes.length; row++) {
      boolean there = Math.abs(moments[row]) <= Timestamps.FARTHEST;
      codes[row] = there ? place(moments[row]) : CategoryColumn.MISSING;
    }
    return new CategoryColumn(name, codes, part.texts());
  }

  /// The category's place.
  private int place(double moment) {
    double day = Math.floor(moment / Timestamps.DAY);
    return switch (part) {
      case MONTH -> LocalDate.ofEpochDay((long) day).getMonthValue() - 1;
      case WEEKDAY -> Math.floorMod((long) day + FIRST_WEEKDAY, DAYS_OF_WEEK);
      case HOUR -> (int) ((moment - day * Timestamps.DAY) / HOUR);
    };
  }
}
