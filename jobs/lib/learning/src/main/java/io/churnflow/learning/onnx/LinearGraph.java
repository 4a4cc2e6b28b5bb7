package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.linear.CategoryTerm;
import io.churnflow.learning.linear.LinearTerm;
import io.churnflow.learning.linear.NumberTerm;
import io.churnflow.learning.linear.Scaling;
import java.util.Arrays;
import java.util.List;

/// Writes a linear model: a term a column, added one after the other as the model itself does, then
/// Sigmoid.
///
/// One-hot encoding times weights is a look-up: the category's place, then the weight at that
/// place.
final class LinearGraph {
  private final GraphBuilder graph = new GraphBuilder();
  private final DerivedGraph columns;

  private LinearGraph(List<Derivation> derivations) {
    columns = new DerivedGraph(graph, derivations);
  }

  /// @param derivations of its columns
  /// @param output what the model gives is called
  static GraphBuilder of(LinearModel model, List<Derivation> derivations, String output) {
    LinearGraph writer = new LinearGraph(derivations);
    writer.write(model, output);
    return writer.graph;
  }

  private void write(LinearModel model, String output) {
    String sum = graph.constant(Names.INTERCEPT, model.intercept());
    graph.constant("zero", 0);
    graph.constant("low", -Scaling.LIMIT);
    graph.constant("high", Scaling.LIMIT);
    List<LinearTerm> terms = model.terms();
    for (int column = 0; column < terms.size(); column++) {
      String term =
          switch (terms.get(column)) {
            case NumberTerm number -> number(column, number);
            case CategoryTerm category -> category(column, category);
          };
      sum = graph.node("Add", Names.of(column, "sum"), sum, term);
    }
    graph.asColumn(output, graph.node("Sigmoid", "probability", sum));
  }

  private String number(int i, NumberTerm term) {
    columns.column(i, term.name(), TensorProto.DataType.DOUBLE);
    String median = graph.constant(Names.of(i, "median"), term.scaling().median());
    String mean = graph.constant(Names.of(i, "mean"), term.scaling().mean());
    String deviation = graph.constant(Names.of(i, "deviation"), term.scaling().deviation());
    String weight = graph.constant(Names.of(i, "weight"), term.weight());
    String missingWeight = graph.constant(Names.of(i, "missing_weight"), term.missingWeight());
    String missing = graph.node("IsNaN", Names.of(i, "missing"), term.name());
    String filled = graph.node("Where", Names.of(i, "filled"), missing, median, term.name());
    String centred = graph.node("Sub", Names.of(i, "centred"), filled, mean);
    String scaled = graph.node("Div", Names.of(i, "scaled"), centred, deviation);
    String held = graph.node("Clip", Names.of(i, "held"), scaled, "low", "high");
    String weighted = graph.node("Mul", Names.of(i, "weighted"), held, weight);
    String extra = graph.node("Where", Names.of(i, "extra"), missing, missingWeight, "zero");
    return graph.node("Add", Names.of(i, "term"), weighted, extra);
  }

  private String category(int i, CategoryTerm term) {
    columns.column(i, term.name(), TensorProto.DataType.STRING);
    int known = term.categories().size();
    double[] table = Arrays.copyOf(term.weights(), known + 2);
    String weights = graph.constants(Names.of(i, "weights"), table);
    String place =
        CategoryCodes.node(graph, i, term.name(), term.categories(), k -> k, known, known + 1);
    return graph.node("Gather", Names.of(i, "term"), weights, place);
  }
}
