package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A bin for each text that a hundredth of the reference's rows or more hold, one for its rarer
/// texts together, one for texts that it has not.
///
/// @param frequent the texts with a bin of their own, the most frequent first
/// @param known all of the reference's texts
/// @param all whether these are all that there were
record CategoryBins(List<String> frequent, Set<String> known, boolean all) implements Bins {
  private static final int LEAST = 100;

  CategoryBins {
    frequent = List.copyOf(frequent);
    known = Set.copyOf(known);
  }

  static CategoryBins of(CategoryMarginal reference) {
    List<Map.Entry<String, Long>> kept = new ArrayList<>(Categories.byText(reference).entrySet());
    kept.removeIf(entry -> entry.getValue() * LEAST < reference.present());
    kept.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    return new CategoryBins(
        kept.stream().map(Map.Entry::getKey).toList(),
        new HashSet<>(reference.texts()),
        reference.others() == 0);
  }

  @Override
  public long[] rows(Marginal marginal) {
    if (!(marginal instanceof CategoryMarginal texts)) {
      throw new IllegalArgumentException("expected texts, found numbers");
    }
    Map<String, Integer> places = new HashMap<>();
    frequent.forEach(text -> places.put(text, places.size()));
    long[] rows = new long[frequent.size() + 2];
    for (int i = 0; i < texts.counts().length; i++) {
      String text = texts.texts().get(i);
      int rest = known.contains(text) || !all ? rare() : rare() + 1;
      rows[places.getOrDefault(text, rest)] += texts.counts()[i];
    }
    rows[rare()] += texts.others();
    return rows;
  }

  private int rare() {
    return frequent.size();
  }

  @Override
  public String label(int bin) {
    if (bin < rare()) {
      return frequent.get(bin);
    }
    return bin == rare() ? "(rare ones together)" : "(never seen in training)";
  }
}
