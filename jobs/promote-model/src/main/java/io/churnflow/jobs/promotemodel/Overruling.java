package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import java.util.Set;

/// A person's word that a version goes into production although the gate did not pass it.
///
/// @param by the person's name
/// @param reason why, in words
record Overruling(String by, String reason) {
  /// Names that stand for no person.
  private static final Set<String> NOBODY =
      Set.of("automatic", "gate", "unknown", "nobody", "airflow");

  /// @throws IllegalArgumentException where either is missing or the name is no person's
  Overruling {
    if (by.isBlank() || NOBODY.contains(by.strip())) {
      throw new IllegalArgumentException(
          "expected the name of the person who overrules the gate, found '%s'".formatted(by));
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("expected why the gate is overruled, found nothing");
    }
  }

  /// Who and why, for the record.
  String label() {
    return by.strip() + ": " + reason.strip();
  }

  /// Whether it is needed: a passed gate needs no overruling.
  static boolean neededFor(Decision gate) {
    return gate.verdict() != Verdict.PASSED;
  }
}
