package io.churnflow.jobs.validatedata;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.churnflow.contracts.pipeline.Severity;
import java.util.List;
import java.util.Locale;

/// One rule held against the table.
///
/// @param column the column, or empty for a rule over the table
/// @param rule the rule's name, such as `range`
/// @param expected what the contract asks for, in words
/// @param severity what becomes of a batch that breaks it
/// @param count how many rows break the rule; 1 or 0 for a rule that is not about rows
/// @param share their share of all rows; 0 for a rule that is not about rows
/// @param allowed how many may break it
/// @param found what stands in the first of them, or what was found in all, in words; empty where
///   nothing breaks the rule
/// @param samples the first of them, at most five
record Check(
    String column,
    String rule,
    String expected,
    Severity severity,
    long count,
    double share,
    long allowed,
    String found,
    List<Sample> samples) {

  Check {
    samples = List.copyOf(samples);
  }

  /// Whether no more rows break the rule than may.
  @JsonProperty
  boolean holds() {
    return count <= allowed;
  }

  /// Whether it refuses the batch.
  boolean refuses() {
    return !holds() && severity == Severity.ERROR;
  }

  /// The rule by a short name.
  String name() {
    return column.isEmpty() ? rule : "%s of %s".formatted(rule, column);
  }

  /// The breach in a sentence: where, what was expected, what was found.
  String sentence() {
    return String.format(
        Locale.ROOT, "%s: expected %s, found %s%s", where(), expected, found, howOften());
  }

  private String where() {
    String place = column.isEmpty() ? "table" : "column " + column;
    return samples.isEmpty() ? place : place + ", row " + samples.getFirst().row();
  }

  private String howOften() {
    if (samples.isEmpty() || count == 1) {
      return "";
    }
    return allowed == 0
        ? " (%d rows)".formatted(count)
        : " (%d rows, allowed %d)".formatted(count, allowed);
  }
}
