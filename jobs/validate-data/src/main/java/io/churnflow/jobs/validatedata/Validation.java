package io.churnflow.jobs.validatedata;

import java.util.List;
import java.util.function.Predicate;

/// What was checked, `validation.json`.
///
/// @param rows rows of the table
/// @param checks every rule with what was found
record Validation(long rows, List<Check> checks) {
  Validation {
    checks = List.copyOf(checks);
  }

  /// The broken rules that refuse the batch.
  List<Check> errors() {
    return those(Check::refuses);
  }

  /// The broken rules that people are told of.
  List<Check> warnings() {
    return those(check -> !check.holds() && !check.refuses());
  }

  /// The rules that hold.
  List<Check> held() {
    return those(Check::holds);
  }

  private List<Check> those(Predicate<Check> wanted) {
    return checks.stream().filter(wanted).toList();
  }
}
