package io.churnflow.learning.derived;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.DerivedFeature;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a model's column is made of timestamps. It is part of the model and fits nothing, so that a
/// row's cell is the same in training, in scoring and in the model file's graph.
public sealed interface Derivation permits Age, CalendarPart {
  /// The model's column.
  Feature feature();

  /// The timestamp columns that it is made of.
  List<String> sources();

  /// The column for each row of a table.
  ///
  /// @throws IllegalArgumentException where a source is missing or no timestamp
  Column of(Table table);

  /// What a pipeline file asks for, in its order.
  static List<Derivation> all(List<DerivedFeature> asked) {
    return asked.stream().map(Derivation::of).toList();
  }

  /// Every column that a pipeline's model file names: what models see, and what that is derived
  /// from; each once.
  static List<String> columns(Pipeline pipeline) {
    return Stream.concat(
            pipeline.featureNames().stream(),
            all(pipeline.features().derived()).stream().flatMap(made -> made.sources().stream()))
        .distinct()
        .toList();
  }

  /// One thing that a pipeline file asks for.
  static Derivation of(DerivedFeature asked) {
    return switch (asked.part()) {
      case AGE_IN_DAYS ->
          new Age(asked.name(), asked.from(), asked.untilColumn(), asked.untilMoment().orElse(0.0));
      case MONTH -> new CalendarPart(asked.name(), asked.from(), CalendarPart.Part.MONTH);
      case WEEKDAY -> new CalendarPart(asked.name(), asked.from(), CalendarPart.Part.WEEKDAY);
      case HOUR -> new CalendarPart(asked.name(), asked.from(), CalendarPart.Part.HOUR);
    };
  }

  /// The named columns of a table, in the order of the names; those that are derived are made now.
  ///
  /// @throws IllegalArgumentException where a column is missing or of another kind
  static FeatureTable table(Table table, List<String> names, List<Derivation> derivations) {
    Map<String, Derivation> byName = byName(derivations);
    return new FeatureTable(
        names.stream()
            .map(name -> byName.containsKey(name) ? byName.get(name).of(table) : table.column(name))
            .toList(),
        table.rows());
  }

  /// By the names of their columns.
  static Map<String, Derivation> byName(List<Derivation> derivations) {
    return derivations.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                derivation -> derivation.feature().name(), Function.identity()));
  }

  /// Milliseconds since 1970 of each row.
  ///
  /// @throws IllegalArgumentException where there is no such column, or it is no timestamp
  static double[] moments(Table table, String name) {
    if (table.column(name) instanceof NumberColumn numbers
        && numbers.kind() == NumberColumn.Kind.TIMESTAMP) {
      return numbers.values();
    }
    throw new IllegalArgumentException(
        "column %s: expected timestamps, found %s".formatted(name, Feature.of(table.column(name))));
  }
}
