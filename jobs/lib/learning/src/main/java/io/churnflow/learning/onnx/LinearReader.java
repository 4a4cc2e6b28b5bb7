package io.churnflow.learning.onnx;

import io.churnflow.learning.Feature;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.linear.CategoryTerm;
import io.churnflow.learning.linear.LinearTerm;
import io.churnflow.learning.linear.NumberTerm;
import io.churnflow.learning.linear.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads what [LinearGraph] wrote.
final class LinearReader {
  private LinearReader() {}

  static LinearModel read(GraphReader graph) {
    List<LinearTerm> terms = new ArrayList<>();
    List<Feature> features = graph.features();
    for (int column = 0; column < features.size(); column++) {
      Feature feature = features.get(column);
      terms.add(
          switch (feature.kind()) {
            case NUMBER -> number(graph, column, feature.name());
            case CATEGORY -> category(graph, column, feature.name());
            case TIMESTAMP -> throw DerivedReader.neverSeen(feature.name());
          });
    }
    return new LinearModel(graph.constant(Names.INTERCEPT), terms, List.of());
  }

  private static LinearTerm number(GraphReader graph, int i, String name) {
    Scaling scaling =
        new Scaling(
            graph.constant(Names.of(i, "median")),
            graph.constant(Names.of(i, "mean")),
            graph.constant(Names.of(i, "deviation")));
    return new NumberTerm(
        name,
        scaling,
        graph.constant(Names.of(i, "weight")),
        graph.constant(Names.of(i, "missing_weight")));
  }

  private static LinearTerm category(GraphReader graph, int i, String name) {
    List<String> known = CategoryCodes.known(graph.node(Names.of(i, "code")));
    double[] table = graph.constants(Names.of(i, "weights"));
    DamagedModelException.require(
        table.length == known.size() + 2, "weights of " + name, known.size() + 2, table.length);
    return new CategoryTerm(name, known, Arrays.copyOf(table, known.size() + 1));
  }
}
