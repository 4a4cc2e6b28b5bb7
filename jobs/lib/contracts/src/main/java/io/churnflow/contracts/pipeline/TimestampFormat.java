package io.churnflow.contracts.pipeline;

import io.churnflow.contracts.Timestamps;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a cell says a moment: strictly, so that 31 February is none. A cell without a time is the
/// day's first moment; one without an offset or zone is in UTC. What is finer than a millisecond is
/// cut off.
public final class TimestampFormat {
  /// ISO-8601: a date, or a date and a time with `T` or a space between, with or without an offset.
  public static final TimestampFormat ISO =
      new TimestampFormat(
          "an ISO-8601 date or date-time such as 2024-03-31 or 2024-03-31T18:30:00Z",
          new DateTimeFormatterBuilder()
              .append(DateTimeFormatter.ISO_LOCAL_DATE)
              .appendOptional(timeAfter('T'))
              .appendOptional(timeAfter(' ')));

  private static final LocalDateTime SAMPLE = LocalDateTime.of(2024, 2, 29, 13, 14, 15);

  private final String description;
  private final DateTimeFormatter formatter;

  private static DateTimeFormatter timeAfter(char separator) {
    return new DateTimeFormatterBuilder()
        .appendLiteral(separator)
        .append(DateTimeFormatter.ISO_LOCAL_TIME)
        .appendPattern("[XXX][XX]")
        .toFormatter(Locale.ENGLISH);
  }

  private TimestampFormat(String description, DateTimeFormatterBuilder builder) {
    this.description = description;
    this.formatter =
        builder
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);
  }

  /// The format of a pattern of [DateTimeFormatter], months and days in English; null for [#ISO].
  ///
  /// @throws IllegalArgumentException where it is none, or does not tell one moment from another
  public static TimestampFormat of(@Nullable String pattern) {
    if (pattern == null) {
      return ISO;
    }
    TimestampFormat format;
    boolean tells;
    try {
      format =
          new TimestampFormat(
              "a timestamp of the form " + pattern,
              new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern));
      tells =
          format.tells(SAMPLE, SAMPLE.plusDays(400))
              && format.tells(SAMPLE, SAMPLE.plusHours(1))
              && format.tells(SAMPLE, SAMPLE.plusMinutes(1));
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new IllegalArgumentException(
          "format: expected a pattern of java.time, found '%s': %s"
              .formatted(pattern, wrong.getMessage()),
          wrong);
    }
    Checks.require(
        tells,
        "format",
        "a year, a month and a day, and a whole time or none",
        "'" + pattern + "'");
    return format;
  }

  /// Whether both are read back as days, and as the same moment only where they are written alike.
  private boolean tells(LocalDateTime one, LocalDateTime other) {
    String first = formatter.format(one.atZone(ZoneOffset.UTC));
    String second = formatter.format(other.atZone(ZoneOffset.UTC));
    double earlier = parse(first);
    double later = parse(second);
    return Math.floor(earlier / Timestamps.DAY) == one.toLocalDate().toEpochDay()
        && Math.floor(later / Timestamps.DAY) == other.toLocalDate().toEpochDay()
        && (earlier == later) == first.equals(second);
  }

  /// What is expected, in words.
  public String description() {
    return description;
  }

  /// The moment in milliseconds since 1970-01-01T00:00:00Z, or NaN where the text is none of the
  /// years 1 to 9999.
  public double parse(String text) {
    try {
      return millis(formatter.parse(text));
    } catch (DateTimeException none) {
      return Double.NaN;
    }
  }

  private static double millis(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null || date.getYear() < 1 || date.getYear() > 9999) {
      return Double.NaN;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId zone = parsed.query(TemporalQueries.zone());
    LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    return local.atZone(zone == null ? ZoneOffset.UTC : zone).toInstant().toEpochMilli();
  }
}
