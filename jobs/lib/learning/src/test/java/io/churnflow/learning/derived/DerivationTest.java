package io.churnflow.learning.derived;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class DerivationTest {
  private static final int MANY = 50_000;

  private static Table table(String name, double... moments) {
    return new Table(
        List.of(new NumberColumn(name, NumberColumn.Kind.TIMESTAMP, moments)), moments.length);
  }

  private static double[] moments() {
    return new Random(1)
        .longs(MANY, -62_135_596_800_000L, (long) Timestamps.FARTHEST)
        .mapToDouble(millis -> millis)
        .toArray();
  }

  @Test
  void saysMonthWeekdayAndHourAsJavaTimeDoes() {
    double[] moments = moments();
    String[] months = texts(CalendarPart.Part.MONTH, moments);
    String[] weekdays = texts(CalendarPart.Part.WEEKDAY, moments);
    String[] hours = texts(CalendarPart.Part.HOUR, moments);
    for (int row = 0; row < MANY; row++) {
      ZonedDateTime time = Instant.ofEpochMilli((long) moments[row]).atZone(ZoneOffset.UTC);
      assertEquals(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), months[row]);
      assertEquals(
          time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), weekdays[row]);
      assertEquals(Integer.toString(time.getHour()), hours[row]);
    }
  }

  private static String[] texts(CalendarPart.Part part, double... moments) {
    return new CalendarPart("part", "at", part).of(table("at", moments)).texts();
  }

  @Test
  void countsWholeDaysAsJavaTimeDoesAndDownwardsBeforeTheStart() {
    double[] moments = moments();
    double until = moments[0];
    double[] days =
        ((NumberColumn) new Age("age", "at", null, until).of(table("at", moments))).values();
    Instant end = Instant.ofEpochMilli((long) until);
    for (int row = 0; row < MANY; row++) {
      Instant start = Instant.ofEpochMilli((long) moments[row]);
      long whole = ChronoUnit.DAYS.between(start, end);
      boolean exact = start.plus(whole, ChronoUnit.DAYS).equals(end);
      assertEquals(start.isAfter(end) && !exact ? whole - 1 : whole, days[row]);
    }
  }

  @Test
  void measuresEachRowAtItsOwnMoment() {
    Table table =
        new Table(
            List.of(
                table("from", 0, 0, Double.NaN, 0).column("from"),
                table("at", Timestamps.DAY, -1, 0, Double.NaN).column("at")),
            4);
    assertArrayEquals(
        new double[] {1, -1, Double.NaN, Double.NaN},
        ((NumberColumn) new Age("age", "from", "at", 0).of(table)).values());
  }

  @Test
  void hasNoPartOfAMissingMoment() {
    for (CalendarPart.Part part : CalendarPart.Part.values()) {
      assertArrayEquals(
          new String[] {"", "", ""},
          texts(part, Double.NaN, Double.POSITIVE_INFINITY, Timestamps.FARTHEST + 1));
    }
  }

  @Test
  void doesNotDependOnTheOtherRows() {
    double[] moments = DoubleStream.of(moments()).limit(100).toArray();
    Age age = new Age("age", "at", null, 0);
    double[] together = ((NumberColumn) age.of(table("at", moments))).values();
    for (int row = 0; row < moments.length; row++) {
      assertEquals(together[row], ((NumberColumn) age.of(table("at", moments[row]))).values()[0]);
    }
  }

  @Test
  void namesAColumnThatHoldsNoTimestamps() {
    Table numbers =
        new Table(List.of(new NumberColumn("at", NumberColumn.Kind.NUMBER, new double[] {1})), 1);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new Age("age", "at", null, 0).of(numbers));
    assertEquals(
        "column at: expected timestamps, found Feature[name=at, kind=NUMBER]",
        refusal.getMessage());
  }
}
