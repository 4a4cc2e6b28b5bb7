package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.Timestamps;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The section `features` of a draft: what models see of timestamps.
///
/// Drafted are only the days from each timestamp to the one that comes last, such as the day the
/// row was taken: these move on together. An age until a fixed day does not: the next month's
/// customers are all a month younger than any seen before, which is drift without end. So that is a
/// comment.
///
/// @param timestamps the kept columns that are, the one to measure to last
/// @param taken the names that columns of the table have
record TimestampLines(List<Finding> timestamps, Set<String> taken) {
  private static final String HEAD =
      "features:\n  exclude: []                  # columns of the contract that no model sees\n";
  private static final String DERIVED =
      "derived:                     # what models see of timestamps, which they do not see themselves\n";
  private static final String FIXED =
      "only of dates that do not move on from batch to batch, such as dates of birth: of others every batch would drift";

  static TimestampLines of(TableProfile table, List<Finding> findings) {
    Set<String> taken = new HashSet<>();
    table.columns().forEach(column -> taken.add(column.name()));
    return new TimestampLines(
        findings.stream()
            .filter(finding -> finding.isKept() && finding.kind() == ColumnKind.TIMESTAMP)
            .sorted(
                Comparator.comparingDouble((Finding finding) -> form(finding).greatest())
                    .thenComparingDouble(finding -> form(finding).least()))
            .toList(),
        taken);
  }

  private static TimestampStatistics.Form form(Finding finding) {
    return finding.profile().timestamps().best().orElseThrow();
  }

  /// Whether models see anything of them.
  boolean areSeen() {
    return timestamps.size() > 1;
  }

  String text() {
    if (timestamps.isEmpty()) {
      return "features: {exclude: []}        # columns of the contract that no model sees\n";
    }
    Finding last = timestamps.getLast();
    String remark = areSeen() ? "    # - " : "  #   - ";
    StringBuilder lines = new StringBuilder(HEAD + (areSeen() ? "  " : "  # ") + DERIVED);
    for (Finding other : timestamps.subList(0, timestamps.size() - 1)) {
      lines.append("    - " + age(other, "until_column: " + Yaml.text(last.name())) + "\n");
    }
    for (Finding one : timestamps) {
      lines.append(
          "%s{from: %s, part: weekday}   # or: hour, month\n"
              .formatted(remark, Yaml.text(one.name())));
    }
    lines.append("%s%s   # %s\n".formatted(remark, age(last, "until: " + dayAfter(last)), FIXED));
    return lines.toString();
  }

  private String age(Finding finding, String until) {
    String usual = finding.name() + "_age_in_days";
    String free = usual;
    while (taken.contains(free)) {
      free += "_";
    }
    String named = free.equals(usual) ? "" : ", name: " + Yaml.text(free);
    return "{from: %s, part: age_in_days, %s%s}".formatted(Yaml.text(finding.name()), until, named);
  }

  private static String dayAfter(Finding finding) {
    double latest = form(finding).greatest();
    double after = (Math.floor(latest / Timestamps.DAY) + 1) * Timestamps.DAY;
    double day = after < Timestamps.FARTHEST ? after : after - Timestamps.DAY;
    return Yaml.text(Timestamps.text(day));
  }
}
