package io.churnflow.learning.profile;

import java.util.List;
import java.util.Locale;

/// How suspicions are put into words.
final class Sentences {
  /// Things that a sentence names at most.
  private static final int NAMED = 6;

  private Sentences() {}

  /// The first of the things, and how many more there are.
  static String named(List<String> items) {
    String first = String.join(", ", items.stream().limit(NAMED).toList());
    return items.size() <= NAMED ? first : "%s and %d more".formatted(first, items.size() - NAMED);
  }

  /// As [String#format], the same in every locale.
  static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
