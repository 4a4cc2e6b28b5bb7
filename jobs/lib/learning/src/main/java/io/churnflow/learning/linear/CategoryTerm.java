package io.churnflow.learning.linear;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.learning.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A category column's share: one weight a category, which is one-hot encoding; an unseen category
/// adds nothing.
///
/// @param name the raw column
/// @param categories the known categories, by name
/// @param weights log odds of each, with the weight of a missing cell as the last (0 where no
///   training row had it missing)
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record CategoryTerm(String name, List<String> categories, double[] weights)
    implements LinearTerm {

  public CategoryTerm {
    categories = List.copyOf(categories);
    if (weights.length != categories.size() + 1) {
      throw new IllegalArgumentException(
          "category term %s: expected %d weights, found %d"
              .formatted(name, categories.size() + 1, weights.length));
    }
    Weights.check(name, weights);
  }

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.CATEGORY);
  }

  /// The weight of a missing cell.
  public double missingWeight() {
    return weights[categories.size()];
  }

  @Override
  public void addTo(Column column, double[] margin) {
    CategoryColumn texts = (CategoryColumn) column;
    Map<String, Double> weightOf = new HashMap<>();
    for (int place = 0; place < categories.size(); place++) {
      weightOf.put(categories.get(place), weights[place]);
    }
    weightOf.put("", missingWeight());
    double[] byCode =
        texts.dictionary().stream().mapToDouble(text -> weightOf.getOrDefault(text, 0.0)).toArray();
    for (int row = 0; row < margin.length; row++) {
      int code = texts.codes()[row];
      margin[row] += code == CategoryColumn.MISSING ? missingWeight() : byCode[code];
    }
  }
}
