package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.churnflow.contracts.Timestamps;
import io.churnflow.learning.derived.Age;
import io.churnflow.learning.derived.CalendarPart;
import io.churnflow.learning.derived.Derivation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Writes where a model's columns come from: inputs, or operators that derive them of timestamps,
/// `tensor(double)[N]` of milliseconds since 1970.
///
/// Everything is arithmetic of whole numbers far below 2^53, and a quotient of them is never
/// rounded up to the next one, so that the graph gives the very cells that the jobs compute.
final class DerivedGraph {
  private final GraphBuilder graph;
  private final Map<String, Derivation> derivations;
  private final Set<String> written = new HashSet<>();

  DerivedGraph(GraphBuilder graph, List<Derivation> derivations) {
    this.graph = graph;
    this.derivations = Derivation.byName(derivations);
  }

  /// Makes column `i` of the model available under its name.
  void column(int i, String name, TensorProto.DataType type) {
    Derivation derivation = derivations.get(name);
    if (derivation == null) {
      graph.input(name, type);
      return;
    }
    for (String source : derivation.sources()) {
      if (written.add(source)) {
        graph.input(source, TensorProto.DataType.DOUBLE);
      }
    }
    switch (derivation) {
      case Age age -> age(i, age);
      case CalendarPart part -> part(i, part);
    }
  }

  private void age(int i, Age age) {
    String column = age.untilColumn();
    String until = column == null ? graph.constant(Names.of(i, Names.UNTIL), age.until()) : column;
    String elapsed = graph.node("Sub", Names.of(i, Names.ELAPSED), until, age.from());
    String days = graph.node("Div", Names.of(i, "days"), elapsed, number(Timestamps.DAY));
    graph.node("Floor", age.name(), days);
  }

  private void part(int i, CalendarPart part) {
    Steps steps = new Steps(i);
    String place =
        switch (part.part()) {
          case MONTH -> month(steps, day(steps, part));
          case WEEKDAY -> steps.remainder(steps.plus(day(steps, part), 3), 7);
          case HOUR -> steps.quotient(steps.remainder(part.from(), Timestamps.DAY), 3_600_000);
        };
    String size = graph.node("Abs", Names.of(i, Names.SIZE), part.from());
    String there =
        graph.node("LessOrEqual", Names.of(i, "there"), size, number(Timestamps.FARTHEST));
    String held = graph.node("Where", Names.of(i, "place"), there, place, number(-1));
    String whole =
        graph.node(
            "",
            "Cast",
            Names.of(i, "whole"),
            List.of(held),
            List.of(Attributes.number("to", TensorProto.DataType.INT64_VALUE)));
    List<String> texts = part.part().texts();
    graph.node(
        Names.ML,
        "LabelEncoder",
        part.name(),
        List.of(whole),
        List.of(
            Attributes.numbers("keys_int64s", IntStream.range(0, texts.size()).toArray()),
            Attributes.texts(Names.PARTS, texts),
            Attributes.text("default_string", "")));
  }

  private static String day(Steps steps, CalendarPart part) {
    return steps.quotient(part.from(), Timestamps.DAY);
  }

  /// From days since 1970, 0 for January: counts years from March on, in which the lengths of the
  /// months follow one formula and the leap day is the last (the proleptic Gregorian calendar's
  /// eras of 400 years, 146,097 days).
  private static String month(Steps steps, String day) {
    String ofEra = steps.remainder(steps.plus(day, 719_468), 146_097);
    String leapDays =
        steps.plus(
            steps.minus(steps.quotient(ofEra, 1460), steps.quotient(ofEra, 36_524)),
            steps.quotient(ofEra, 146_096));
    String year = steps.quotient(steps.minus(ofEra, leapDays), 365);
    String before =
        steps.plus(
            steps.times(year, 365),
            steps.minus(steps.quotient(year, 4), steps.quotient(year, 100)));
    String ofYear = steps.minus(ofEra, before);
    String fromMarch = steps.quotient(steps.plus(steps.times(ofYear, 5), 2), 153);
    return steps.remainder(steps.plus(fromMarch, 2), 12);
  }

  /// A constant, written once.
  private String number(double value) {
    String name = "timestamp." + (long) value;
    return written.add(name) ? graph.constant(name, value) : name;
  }

  /// Operators one after the other, numbered within a column.
  private final class Steps {
    private final int column;
    private int count;

    Steps(int column) {
      this.column = column;
    }

    private String node(String operator, String... inputs) {
      return graph.node(operator, Names.of(column, "step" + count++), inputs);
    }

    String plus(String value, double more) {
      return node("Add", value, number(more));
    }

    String plus(String one, String other) {
      return node("Add", one, other);
    }

    String minus(String one, String other) {
      return node("Sub", one, other);
    }

    String times(String value, double factor) {
      return node("Mul", value, number(factor));
    }

    String quotient(String value, double divisor) {
      return node("Floor", node("Div", value, number(divisor)));
    }

    String remainder(String value, double divisor) {
      return minus(value, times(quotient(value, divisor), divisor));
    }
  }
}
