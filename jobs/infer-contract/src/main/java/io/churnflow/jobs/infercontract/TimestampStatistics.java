package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.TimestampFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// In which of the usual forms a column's cells are timestamps.
final class TimestampStatistics {
  /// Made once: to make them takes longer than to read a column by them.
  private static final List<Written> ALL = all();

  private static final int LONGEST = 40;
  private static final int TRIED = 100;

  private final List<Form> forms = new ArrayList<>();
  private long cells;

  TimestampStatistics() {
    ALL.forEach(written -> forms.add(new Form(written)));
  }

  /// How a timestamp may be written.
  ///
  /// @param pattern as a contract says it; null for ISO-8601
  private record Written(@Nullable String pattern, TimestampFormat format) {
    static Written as(@Nullable String pattern) {
      return new Written(pattern, TimestampFormat.of(pattern));
    }
  }

  private static List<Written> all() {
    List<Written> all = new ArrayList<>(List.of(Written.as(null)));
    for (String date : new String[] {"d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy/M/d"}) {
      for (String time : new String[] {"", " H:mm", " H:mm:ss"}) {
        all.add(Written.as(date + time));
      }
    }
    return List.copyOf(all);
  }

  /// A form, and what it has read.
  static final class Form {
    private final @Nullable String pattern;
    private final TimestampFormat format;
    private long parsed;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    private Form(Written written) {
      this.pattern = written.pattern();
      this.format = written.format();
    }

    private void add(String text) {
      double moment = format.parse(text);
      if (!Double.isNaN(moment)) {
        parsed++;
        least = Math.min(least, moment);
        greatest = Math.max(greatest, moment);
      }
    }

    /// As a contract says it; null for ISO-8601.
    @Nullable String pattern() {
      return pattern;
    }

    TimestampFormat format() {
      return format;
    }

    /// How many cells it has read.
    long parsed() {
      return parsed;
    }

    /// The earliest moment, in milliseconds since 1970.
    double least() {
      return least;
    }

    /// The latest one.
    double greatest() {
      return greatest;
    }
  }

  void add(String text) {
    cells++;
    if (text.length() > LONGEST || !Character.isDigit(text.charAt(0))) {
      return;
    }
    forms.forEach(form -> form.add(text));
    if (cells == TRIED) {
      forms.removeIf(form -> form.parsed < TRIED / 2); // the rest of a long column is not tried
    }
  }

  /// The form that has read most cells; of equals the first.
  Optional<Form> best() {
    Form best = null;
    for (Form form : forms) {
      best = best == null || form.parsed > best.parsed ? form : best;
    }
    return Optional.ofNullable(best);
  }

  /// Whether day and month may be the other way round as well.
  boolean isAmbiguous() {
    Optional<Form> best = best();
    String pattern = best.isEmpty() ? null : best.get().pattern;
    if (pattern == null || !pattern.startsWith("d/M")) {
      return false;
    }
    String other = pattern.replace("d/M", "M/d");
    return forms.stream()
        .anyMatch(form -> other.equals(form.pattern) && form.parsed == best.get().parsed);
  }
}
