package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Severity;
import java.util.List;

/// What a contract asks for by one rule.
///
/// @param column the column, or empty for a rule over the table
/// @param rule the rule's name
/// @param expected what is asked for, in words
/// @param severity what becomes of a batch that breaks it
record Demand(String column, String rule, String expected, Severity severity) {

  /// A rule of a column, as severe as the contract says.
  static Demand of(ColumnContract column, String rule, String expected) {
    return new Demand(column.name(), rule, expected, column.severityOfRules());
  }

  /// A rule whose breach always refuses the batch.
  static Demand error(String column, String rule, String expected) {
    return new Demand(column, rule, expected, Severity.ERROR);
  }

  /// What was found of a rule about rows.
  ///
  /// @param rows of the table
  /// @param allowed how many of them may break it
  /// @param numbers the rows' numbers in the input
  Check of(Breaches breaches, long rows, long allowed, RowNumbers numbers) {
    List<Sample> samples = breaches.samples(numbers);
    String found = samples.isEmpty() ? "" : samples.getFirst().found();
    return check(breaches.count(), share(breaches.count(), rows), allowed, found, samples);
  }

  /// What was found of a rule about so many cells, whose rows are not told.
  Check ofCells(long count, long rows, long allowed, String found) {
    return check(count, share(count, rows), allowed, count == 0 ? "" : found, List.of());
  }

  /// What was found of a rule about the table as a whole.
  Check ofTable(boolean holds, String found) {
    return check(holds ? 0 : 1, 0, 0, found, List.of());
  }

  private Check check(long count, double share, long allowed, String found, List<Sample> samples) {
    return new Check(column, rule, expected, severity, count, share, allowed, found, samples);
  }

  /// Whether this is what a check was made for.
  boolean isOf(Check check) {
    return check.column().equals(column) && check.rule().equals(rule);
  }

  private static double share(long count, long rows) {
    return rows == 0 ? 0 : (double) count / rows;
  }
}
