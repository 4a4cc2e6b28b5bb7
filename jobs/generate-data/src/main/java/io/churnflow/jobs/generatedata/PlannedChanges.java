package io.churnflow.jobs.generatedata;

import io.churnflow.runtime.Option;
import io.churnflow.simulation.PlannedChange;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads which changes set in when: `covariate-shift@5,changed-relation@9`.
final class PlannedChanges {
  private PlannedChanges() {}

  /// @param months a change sets in within these
  static Map<PlannedChange, Integer> parse(Option<String> option, int months) {
    Map<PlannedChange, Integer> planned = new EnumMap<>(PlannedChange.class);
    for (String text : option.given().orElse("").split(",")) {
      if (text.isBlank()) {
        continue;
      }
      String[] parts = text.strip().split("@", 2);
      PlannedChange change =
          PlannedChange.of(parts[0])
              .orElseThrow(() ->
                  option.refuse(
                      "expected %s, each with @ and a month, found '%s'"
                          .formatted(known(), text.strip())));
      if (planned.put(change, month(option, text, parts, months)) != null) {
        throw option.refuse("expected each change once, found %s twice".formatted(parts[0]));
      }
    }
    return planned;
  }

  private static int month(Option<String> option, String text, String[] parts, int months) {
    String digits = parts.length == 2 ? parts[1] : "";
    int month = digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : 0;
    if (month < 1 || month > months) {
      throw option.refuse(
          "expected a month from 1 to %d after @, found '%s'".formatted(months, text.strip()));
    }
    return month;
  }

  static String known() {
    return Arrays.stream(PlannedChange.values())
        .map(PlannedChange::label)
        .collect(Collectors.joining(", "));
  }
}
