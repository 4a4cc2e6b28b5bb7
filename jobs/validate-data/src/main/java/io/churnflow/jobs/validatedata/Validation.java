package io.churnflow.jobs.validatedata;

import java.util.List;

/// What was checked, `validation.json`.
///
/// @param rows rows of the table
/// @param checks every rule with what was found
record Validation(long rows, List<Check> checks) {
  Validation {
    checks = List.copyOf(checks);
  }
}
