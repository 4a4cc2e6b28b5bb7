package io.churnflow.jobs.infercontract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The different texts of a column and how often each stands, as long as they are few.
final class DistinctTexts {
  /// So many categories a contract lists; a column with more of them is no category column.
  static final int MOST = 50;

  private static final int LONGEST = 200;

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private boolean many;

  void add(String text) {
    if (many) {
      return;
    }
    counts.merge(text, 1L, Long::sum);
    if (counts.size() > MOST || text.length() > LONGEST) {
      many = true;
      counts.clear();
    }
  }

  /// Whether they are more than [#MOST], or too long to be listed.
  boolean areMany() {
    return many;
  }

  /// How many, where they are not many.
  int size() {
    return counts.size();
  }

  /// The texts, sorted; empty where they are many.
  List<String> texts() {
    return counts.keySet().stream().sorted().toList();
  }

  /// In how many rows a text stands.
  long count(String text) {
    return counts.getOrDefault(text, 0L);
  }
}
