package io.churnflow.contracts.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampFormatTest {
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

  @Test
  void readsWhatIsWrittenInIso() {
    new Random(1)
        .longs(20_000, FIRST, (long) Timestamps.FARTHEST)
        .forEach(
            millis -> assertEquals(millis, TimestampFormat.ISO.parse(Timestamps.text(millis))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd/MM/yyyy",
        "d.M.uuuu HH:mm:ss",
        "yyyyMMdd'T'HHmmssXX",
        "MMM d, yyyy h:mm a",
        "dd-MMM-yy"
      })
  void readsWhatJavaTimeWritesByTheSamePattern(String pattern) {
    TimestampFormat format = TimestampFormat.of(pattern);
    DateTimeFormatter writer = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    ChronoUnit finest =
        pattern.contains("ss")
            ? ChronoUnit.SECONDS
            : pattern.contains("mm") ? ChronoUnit.MINUTES : ChronoUnit.DAYS;
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      ZoneOffset offset =
          pattern.contains("X") ? ZoneOffset.ofHours(random.nextInt(25) - 12) : ZoneOffset.UTC;
      OffsetDateTime time =
          Instant.ofEpochSecond(random.nextLong(946_684_800L, 4_102_444_800L)).atOffset(offset);
      assertEquals(
          time.truncatedTo(finest).toInstant().toEpochMilli(), format.parse(writer.format(time)));
    }
  }

  @Test
  void takesADateAsItsFirstMomentAndNoZoneAsUtc() {
    Map<String, Double> moments =
        Map.of(
            "1970-01-02", Timestamps.DAY,
            "1970-01-01T00:00", 0.0,
            "1970-01-01 00:00:01", 1000.0,
            "1970-01-01T00:00:00.0019", 1.0,
            "1969-12-31T23:59:59.9999Z", -1.0,
            "1970-01-01T02:00:00+02:00", 0.0,
            "1970-01-01T02:00:00+0200", 0.0);
    moments.forEach((text, millis) -> assertEquals(millis, TimestampFormat.ISO.parse(text), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-1-1",
        "2024-01-01T24:00",
        "2024-01-01X10:00",
        "0000-01-01",
        "+10000-01-01",
        "2024-01-01T10",
        "1717200000",
        "01/02/2024",
        "NaT"
      })
  void isNoMoment(String text) {
    assertTrue(Double.isNaN(TimestampFormat.ISO.parse(text)));
  }

  @Test
  void refusesTheThirtyFirstOfFebruaryInAnyPattern() {
    assertTrue(Double.isNaN(TimestampFormat.of("dd/MM/yyyy").parse("31/02/2024")));
    assertTrue(Double.isNaN(TimestampFormat.of("dd/MM/yyyy").parse("2024-02-28")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM",
        "HH:mm",
        "dd/MM",
        "dd/MM/yyyy hh:mm",
        "dd/MM/yyyy mm",
        "dd/mm/yyyy",
        "nonsense",
        "",
        "'"
      })
  void refusesAPatternThatDoesNotTellMoments(String pattern) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> TimestampFormat.of(pattern));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("format: expected "), pattern);
  }

  @Test
  void columnsOfOtherTypesHaveNoFormat() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ColumnContract(
                    "x",
                    ColumnType.NUMBER,
                    null,
                    null,
                    List.of(),
                    0,
                    false,
                    null,
                    "dd",
                    null,
                    null,
                    null,
                    null));
    assertEquals(
        "format, earliest and latest: expected a column of type timestamp, found NUMBER",
        refusal.getMessage());
  }

  @Test
  void aRangeIsOfMomentsInOrder() {
    ColumnContract column = column("2020-01-01", "2020-12-31T23:59:59Z");
    assertEquals(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli(), column.least());
    assertEquals(Instant.parse("2020-12-31T23:59:59Z").toEpochMilli(), column.greatest());
    assertThrows(IllegalArgumentException.class, () -> column("2020-01-02", "2020-01-01"));
    assertThrows(IllegalArgumentException.class, () -> column("yesterday", "2020-01-01"));
  }

  private static ColumnContract column(String earliest, String latest) {
    return new ColumnContract(
        "at",
        ColumnType.TIMESTAMP,
        null,
        null,
        List.of(),
        0,
        false,
        null,
        null,
        earliest,
        latest,
        null,
        null);
  }
}
