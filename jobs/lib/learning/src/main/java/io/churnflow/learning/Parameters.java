package io.churnflow.learning;

import io.churnflow.contracts.pipeline.ClassWeight;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A learner's parameters as the pipeline file gives them: read by name, each with its default and
/// its range.
///
/// Every message starts with the parameter's name, so that a caller can put the path in front.
final class Parameters {
  private final Map<String, Object> given;
  private final Map<String, String> used = new TreeMap<>();

  Parameters(Map<String, Object> given) {
    this.given = given;
  }

  int integer(String name, int standard, int least, int most) {
    Object value = given.getOrDefault(name, standard);
    boolean whole = value instanceof Integer || value instanceof Long;
    if (!whole || ((Number) value).longValue() < least || ((Number) value).longValue() > most) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most), value);
    }
    used.put(name, value.toString());
    return ((Number) value).intValue();
  }

  double number(String name, double standard, double least, double most) {
    Object value = given.getOrDefault(name, standard);
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw wrong(name, "a number from %s to %s".formatted(least, most), value);
    }
    used.put(name, Double.toString(number));
    return number;
  }

  /// The parameter `class_weight`.
  ClassWeight classWeight() {
    Object value = given.getOrDefault("class_weight", "none");
    used.put("class_weight", value.toString());
    for (ClassWeight weight : ClassWeight.values()) {
      if (weight.name().toLowerCase(Locale.ROOT).equals(value)) {
        return weight;
      }
    }
    throw wrong("class_weight", "none or balanced", value);
  }

  /// Every parameter as used, defaults included.
  ///
  /// @throws IllegalArgumentException where the file gives one that was never asked for
  Map<String, String> finish() {
    TreeSet<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(used.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected one of %s, found an unknown parameter"
              .formatted(unknown.first(), String.join(", ", used.keySet())));
    }
    return Collections.unmodifiableMap(used);
  }

  private static IllegalArgumentException wrong(String name, String expected, Object found) {
    return new IllegalArgumentException(
        "%s: expected %s, found %s".formatted(name, expected, found));
  }
}
