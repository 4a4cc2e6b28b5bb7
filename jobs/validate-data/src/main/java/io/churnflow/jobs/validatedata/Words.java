package io.churnflow.jobs.validatedata;

import java.util.Locale;

/// Checks in sentences, the same in every locale.
final class Words {
  private Words() {}

  /// What is wrong, with how many rows and which share of them.
  static String headline(Check check) {
    String where = check.column().isEmpty() ? "The table" : "Column " + check.column();
    if (check.share() == 0) {
      return "%s: the rule “%s” is broken".formatted(where, check.rule());
    }
    return "%s: %s (%s) %s the rule “%s”"
        .formatted(
            where,
            counted(check.count(), isOfCells(check) ? "cell" : "row"),
            percent(check.share()),
            check.count() == 1 ? "breaks" : "break",
            check.rule());
  }

  /// Cells are counted where no row is told.
  private static boolean isOfCells(Check check) {
    return check.samples().isEmpty();
  }

  /// What the contract asks for, and how far it may be missed.
  static String detail(Check check) {
    String found = isOfCells(check) ? " Found: %s.".formatted(check.found()) : "";
    String allowed =
        check.allowed() > 0 && !isOfCells(check)
            ? " The contract allows this in at most %s.".formatted(counted(check.allowed(), "row"))
            : "";
    return "Expected: %s.%s%s".formatted(check.expected(), found, allowed);
  }

  /// How many break a rule that holds.
  static String broken(Check check) {
    return check.count() == 0
        ? "none"
        : "%s of at most %s".formatted(count(check.count()), count(check.allowed()));
  }

  static String counted(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return share < 0.001 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
