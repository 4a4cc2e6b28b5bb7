package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.churnflow.learning.Feature;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.encoding.CategoryOrder;
import io.churnflow.learning.encoding.FilledNumber;
import io.churnflow.learning.encoding.Imputation;
import io.churnflow.learning.encoding.TreeEncoder;
import io.churnflow.learning.encoding.TreeEncoding;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/// Reads what [TreeGraph] wrote.
final class TreeReader {
  private TreeReader() {}

  /// @param output what the model gives is called
  static TreeModel read(GraphReader graph, String output) {
    List<TreeEncoding> encodings = new ArrayList<>();
    List<Feature> features = graph.features();
    for (int column = 0; column < features.size(); column++) {
      String name = features.get(column).name();
      encodings.add(
          switch (features.get(column).kind()) {
            case NUMBER -> new FilledNumber(name, imputation(graph, column));
            case CATEGORY ->
                CategoryCodes.order(
                    name, graph.node(Names.of(column, "code")), sets(graph, column));
            case TIMESTAMP -> throw DerivedReader.neverSeen(name);
          });
    }
    return new TreeModel(new TreeEncoder(encodings), ensemble(graph, output));
  }

  private static Imputation imputation(GraphReader graph, int i) {
    return new Imputation(
        graph.constant(Names.of(i, "median")), graph.has(Names.of(i, "indicator")));
  }

  private static List<Long> sets(GraphReader graph, int column) {
    List<Long> sets = new ArrayList<>();
    while (graph.has(Names.of(column, "side", sets.size()))) {
      double[] side = graph.constants(Names.of(column, "set", sets.size()));
      sets.add(CategoryOrder.set(side));
    }
    return sets;
  }

  private static TreeEnsemble ensemble(GraphReader graph, String output) {
    boolean boosted = graph.has(Names.TREES);
    NodeProto node = graph.node(boosted ? Names.TREES : output);
    TreeEnsemble.Kind kind = boosted ? TreeEnsemble.Kind.LOGISTIC_SUM : TreeEnsemble.Kind.MEAN;
    double base = boosted ? graph.constant(Names.BASE) : 0;
    return new StoredTrees(new NodeReader(node)).ensemble(kind, base);
  }
}
