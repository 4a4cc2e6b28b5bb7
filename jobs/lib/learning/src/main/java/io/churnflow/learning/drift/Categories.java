package io.churnflow.learning.drift;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.drift.CategoryMarginal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Marginals of texts: making and merging. Of more than [Marginals#MOST] different texts the most
/// frequent are told apart, the others counted together.
final class Categories {
  private Categories() {}

  /// The empty text is a missing cell, as in the model file.
  static CategoryMarginal of(CategoryColumn column) {
    long[] byCode = new long[column.dictionary().size()];
    long missing = 0;
    for (int code : column.codes()) {
      if (code == CategoryColumn.MISSING) {
        missing++;
      } else {
        byCode[code]++;
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    for (int code = 0; code < byCode.length; code++) {
      String text = column.dictionary().get(code);
      if (text.isEmpty()) {
        missing += byCode[code];
      } else if (byCode[code] > 0) {
        counts.merge(text, byCode[code], Long::sum);
      }
    }
    return of(missing, counts, 0);
  }

  static CategoryMarginal merge(CategoryMarginal first, CategoryMarginal second) {
    Map<String, Long> counts = new TreeMap<>(byText(first));
    byText(second).forEach((text, count) -> counts.merge(text, count, Long::sum));
    return of(first.missing() + second.missing(), counts, first.others() + second.others());
  }

  /// Rows by text, in the order of the texts.
  static Map<String, Long> byText(CategoryMarginal marginal) {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < marginal.counts().length; i++) {
      counts.put(marginal.texts().get(i), marginal.counts()[i]);
    }
    return counts;
  }

  static CategoryMarginal of(long missing, Map<String, Long> counts, long others) {
    Map<String, Long> kept = counts;
    if (counts.size() > Marginals.MOST) {
      List<Map.Entry<String, Long>> ordered = new ArrayList<>(counts.entrySet());
      ordered.sort(
          Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
              .thenComparing(Map.Entry.comparingByKey()));
      kept = new TreeMap<>();
      for (Map.Entry<String, Long> entry : ordered.subList(0, Marginals.MOST)) {
        kept.put(entry.getKey(), entry.getValue());
      }
    }
    long[] rows = kept.values().stream().mapToLong(Long::longValue).toArray();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long told = kept.values().stream().mapToLong(Long::longValue).sum();
    return new CategoryMarginal(missing, List.copyOf(kept.keySet()), rows, others + all - told);
  }
}
