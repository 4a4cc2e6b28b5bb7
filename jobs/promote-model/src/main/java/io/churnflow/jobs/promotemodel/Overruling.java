package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import java.util.Set;

/// A person's word that a version goes into production although the gate did not pass it.
///
/// @param by the person's name
/// @param reason why, in words
record Overruling(String by, String reason) {
  /// Most characters of a reason, surrounding white space left out: as the trigger form takes, and
  /// less than a tag and the model card have room for, so that it is never cut.
  static final int LONGEST_REASON = 600;

  /// Names that stand for no person.
  private static final Set<String> NOBODY =
      Set.of("automatic", "gate", "unknown", "nobody", "airflow");

  /// @throws IllegalArgumentException where the name is missing or no person's, or the reason is
  ///   missing or too long
  Overruling {
    requirePerson(by);
    requireReason(reason);
  }

  /// @throws IllegalArgumentException where the name is missing or no person's
  static void requirePerson(String by) {
    if (by.isBlank() || NOBODY.contains(by.strip())) {
      throw new IllegalArgumentException(
          "expected the name of the person who overrules the gate, found '%s'".formatted(by));
    }
  }

  /// @throws IllegalArgumentException where it is missing or too long
  static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("expected why the gate is overruled, found nothing");
    }
    int length = reason.strip().length();
    if (length > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "expected at most %d characters of why the gate is overruled, found %d"
              .formatted(LONGEST_REASON, length));
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
