package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import io.churnflow.learning.Feature;
import io.churnflow.learning.derived.Age;
import io.churnflow.learning.derived.CalendarPart;
import io.churnflow.learning.derived.Derivation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads what [DerivedGraph] wrote. It looks at as much as tells one derivation from another; the
/// reader of the file compares all of it.
final class DerivedReader {
  private DerivedReader() {}

  static List<Derivation> read(GraphReader graph) {
    List<Derivation> derivations = new ArrayList<>();
    List<Feature> features = graph.features();
    for (int column = 0; column < features.size(); column++) {
      String name = features.get(column).name();
      if (graph.has(name)) {
        derivations.add(
            switch (features.get(column).kind()) {
              case NUMBER -> age(graph, column, name);
              case CATEGORY -> part(graph, column, name);
              case TIMESTAMP -> throw DerivedReader.neverSeen(name);
            });
      }
    }
    return derivations;
  }

  /// What a graph cannot have.
  static DamagedModelException neverSeen(String name) {
    return new DamagedModelException("column %s: a timestamp that the model sees".formatted(name));
  }

  private static Age age(GraphReader graph, int i, String name) {
    NodeProto elapsed = graph.node(Names.of(i, Names.ELAPSED));
    String until = GraphReader.input(elapsed, 0);
    String from = GraphReader.input(elapsed, 1);
    String fixed = Names.of(i, Names.UNTIL);
    return until.equals(fixed)
        ? new Age(name, from, null, graph.constant(fixed))
        : new Age(name, from, until, 0);
  }

  private static CalendarPart part(GraphReader graph, int i, String name) {
    List<String> texts =
        new NodeReader(graph.node(name))
            .texts(Names.PARTS).stream().map(ByteString::toStringUtf8).toList();
    CalendarPart.Part part =
        Arrays.stream(CalendarPart.Part.values())
            .filter(candidate -> candidate.texts().equals(texts))
            .findFirst()
            .orElseThrow(
                () -> new DamagedModelException("column %s: no part of a date".formatted(name)));
    return new CalendarPart(name, GraphReader.input(graph.node(Names.of(i, Names.SIZE)), 0), part);
  }
}
