package io.churnflow.jobs.infercontract;

import java.util.Optional;

/// What a column is taken for.
enum ColumnKind {
  BOOLEAN,
  INTEGER,
  NUMBER,
  TIMESTAMP,
  CATEGORY,
  /// More texts than a contract lists.
  MANY_CATEGORIES,
  /// Sentences.
  TEXT,
  /// Nothing in it.
  EMPTY;

  /// So many of the given cells at least must be read for a column to have a type; the others count
  /// as cells that do not parse.
  private static final double MOST = 0.95;

  private static final double LONG_TEXT = 30;

  static boolean areMost(long parsed, long given) {
    return given > 0 && parsed >= MOST * given;
  }

  /// @param decimal the file's decimal mark
  static ColumnKind of(ColumnProfile column, char decimal) {
    NumberStatistics numbers = column.numbers(decimal);
    Optional<TimestampStatistics.Form> times = column.timestamps().best();
    if (column.given() == 0) {
      return EMPTY;
    }
    if (column.areBooleans()) {
      return BOOLEAN;
    }
    if (areMost(numbers.parsed(), column.given()) && !column.hasLeadingZeros()) {
      return numbers.areWhole() ? INTEGER : NUMBER;
    }
    if (times.isPresent() && areMost(times.get().parsed(), column.given())) {
      return TIMESTAMP;
    }
    if (!column.texts().areMany()) {
      return CATEGORY;
    }
    return column.meanLength() > LONG_TEXT ? TEXT : MANY_CATEGORIES;
  }

  /// How many given cells a column of this kind cannot read.
  long unparseable(ColumnProfile column, char decimal) {
    return switch (this) {
      case INTEGER, NUMBER -> column.given() - column.numbers(decimal).parsed();
      case TIMESTAMP -> column.given() - column.timestamps().best().orElseThrow().parsed();
      case BOOLEAN, CATEGORY, MANY_CATEGORIES, TEXT, EMPTY -> 0;
    };
  }

  /// How many cells count as missing in a column of this kind.
  long missing(ColumnProfile column, char decimal) {
    return switch (this) {
      case CATEGORY, MANY_CATEGORIES, TEXT -> column.empty();
      case BOOLEAN, INTEGER, NUMBER, TIMESTAMP, EMPTY ->
          column.rows() - column.given() + unparseable(column, decimal);
    };
  }
}
