package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.encoding.CategoryOrder;
import io.churnflow.learning.encoding.FilledNumber;
import io.churnflow.learning.encoding.TreeEncoding;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/// Writes a tree model: encoded columns side by side, then one TreeEnsemble operator, then base and
/// Sigmoid where it is boosted.
///
/// The operator is that of ai.onnx.ml 5, whose output is double where its input is; that of version
/// 3 gives float whatever it is fed, which is wrong from the eighth digit on.
final class TreeGraph {
  private final GraphBuilder graph = new GraphBuilder();
  private final DerivedGraph columns;
  private final List<String> encoded = new ArrayList<>();

  private TreeGraph(List<Derivation> derivations) {
    columns = new DerivedGraph(graph, derivations);
  }

  /// @param derivations of its columns
  /// @param output what the model gives is called
  static GraphBuilder of(TreeModel model, List<Derivation> derivations, String output) {
    TreeGraph writer = new TreeGraph(derivations);
    writer.write(model, output);
    return writer.graph;
  }

  private void write(TreeModel model, String output) {
    List<TreeEncoding> encodings = model.encoder().encodings();
    for (int column = 0; column < encodings.size(); column++) {
      switch (encodings.get(column)) {
        case FilledNumber number -> number(column, number);
        case CategoryOrder category -> category(column, category);
      }
    }
    String table =
        graph.node("", "Concat", "encoded", encoded, List.of(Attributes.number("axis", 1)));
    switch (model.ensemble().kind()) {
      case MEAN -> trees(model.ensemble(), table, output);
      case LOGISTIC_SUM -> {
        String sum = trees(model.ensemble(), table, Names.TREES);
        String base = graph.constant(Names.BASE, model.ensemble().base());
        String margin = graph.node("Add", "margin", sum, base);
        graph.node("Sigmoid", output, margin);
      }
    }
  }

  private String trees(TreeEnsemble ensemble, String table, String output) {
    return graph.node(
        Names.ML, "TreeEnsemble", output, List.of(table), TreeAttributes.of(ensemble).attributes());
  }

  private void number(int i, FilledNumber number) {
    columns.column(i, number.name(), TensorProto.DataType.DOUBLE);
    String median = graph.constant(Names.of(i, "median"), number.imputation().median());
    String missing = graph.node("IsNaN", Names.of(i, "missing"), number.name());
    String filled = graph.node("Where", Names.of(i, "filled"), missing, median, number.name());
    encoded.add(graph.asColumn(Names.of(i, "column"), filled));
    if (number.imputation().indicator()) {
      encoded.add(graph.asColumn(Names.of(i, "indicator"), asDouble(i, missing)));
    }
  }

  private void category(int i, CategoryOrder order) {
    columns.column(i, order.name(), TensorProto.DataType.STRING);
    String code =
        CategoryCodes.node(
            graph,
            i,
            order.name(),
            order.categories(),
            order::code,
            order.missing(),
            order.unseen());
    encoded.add(graph.asColumn(Names.of(i, "column"), asDouble(i, code)));
    for (int set = 0; set < order.sets().size(); set++) {
      String side = graph.constants(Names.of(i, "set", set), order.side(order.sets().get(set)));
      String sides = graph.node("Gather", Names.of(i, "side", set), side, code);
      encoded.add(graph.asColumn(Names.of(i, "sides", set), sides));
    }
  }

  private String asDouble(int i, String input) {
    return graph.node(
        "",
        "Cast",
        Names.of(i, "number"),
        List.of(input),
        List.of(Attributes.number("to", TensorProto.DataType.DOUBLE.getNumber())));
  }
}
