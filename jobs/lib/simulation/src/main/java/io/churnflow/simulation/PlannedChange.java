package io.churnflow.simulation;

import java.util.Arrays;
import java.util.Optional;

/// What can befall a population of customers. Once it has set in it stays.
public enum PlannedChange {
  /// Many more women: a column changes much, and nothing depends on it.
  HARMLESS("harmless", "four of five customers are women, which nobody's risk depends on"),

  /// Other customers than before, each of whom leaves as such a customer ever did.
  COVARIATE_SHIFT(
      "covariate-shift", "four of five have a contract of years, where fewer than half had"),

  /// A text that no model has seen.
  NEW_CATEGORY("new-category", "half of those who paid by check pay by a digital wallet"),

  /// Cells are empty that were given.
  RISE_IN_MISSING("rise-in-missing", "two of five tenures are no longer known"),

  /// Customers look as before, and leave for other reasons: no look at them alone can tell.
  CHANGED_RELATION(
      "changed-relation",
      "who has been there for long, by a contract of years and with DSL, leaves; the others stay");

  private final String label;
  private final String meaning;

  PlannedChange(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /// Its name in options and files.
  public String label() {
    return label;
  }

  /// What happens, in words.
  public String meaning() {
    return meaning;
  }

  /// The change of this name.
  public static Optional<PlannedChange> of(String label) {
    return Arrays.stream(values()).filter(change -> change.label.equals(label)).findFirst();
  }
}
