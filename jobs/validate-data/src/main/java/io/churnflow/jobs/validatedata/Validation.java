package io.churnflow.jobs.validatedata;

import java.util.List;
import java.util.function.Predicate;

/// What was checked, `validation.json`.
///
/// @param verdict `accepted`, or `refused`
/// @param rows rows of the table that was checked
/// @param putAside rows of the input that are not used, those of loading included
/// @param checks every rule with what was found
record Validation(String verdict, long rows, long putAside, List<Check> checks) {
  static final String ACCEPTED = "accepted";
  static final String REFUSED = "refused";

  Validation {
    checks = List.copyOf(checks);
  }

  /// What was found, refused where a rule of severity error is broken.
  static Validation of(long rows, long putAside, List<Check> checks) {
    boolean refused = checks.stream().anyMatch(Check::refuses);
    return new Validation(refused ? REFUSED : ACCEPTED, rows, putAside, checks);
  }

  /// The same, accepted without the rows that are put aside.
  Validation without(long rowsPutAside) {
    return new Validation(ACCEPTED, rows, rowsPutAside, checks);
  }

  boolean isAccepted() {
    return verdict.equals(ACCEPTED);
  }

  /// The broken rules that refuse the batch, or whose rows are put aside.
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
