package io.churnflow.bench;

import io.churnflow.bench.Contestant.Scorer;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.linear.CategoryTerm;
import io.churnflow.learning.linear.LinearTerm;
import io.churnflow.learning.linear.NumberTerm;
import java.util.Map;
import java.util.TreeMap;

/// The weights of a linear model by name, to be held against the peer's: `column` of a number,
/// `column=category` and `column=` (missing) of a category.
final class LinearWeights {
  private LinearWeights() {}

  /// None where the model is no linear one.
  static Map<String, Double> of(Scorer scorer) {
    Map<String, Double> weights = new TreeMap<>();
    if (scorer instanceof OurLearner.Fitted(LinearModel model)) {
      weights.put("intercept", model.intercept());
      model.terms().forEach(term -> add(term, weights));
    }
    return weights;
  }

  private static void add(LinearTerm term, Map<String, Double> weights) {
    switch (term) {
      case NumberTerm number -> {
        weights.put(number.name(), number.weight());
        weights.put(number.name() + "=", number.missingWeight());
      }
      case CategoryTerm category -> {
        for (int place = 0; place < category.categories().size(); place++) {
          String name = category.name() + "=" + category.categories().get(place);
          weights.put(name, category.weights()[place]);
        }
        weights.put(category.name() + "=", category.missingWeight());
      }
    }
  }
}
