package io.churnflow.learning;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import java.util.List;

/// One raw input of a model.
///
/// @param name the column's name
/// @param kind number or category, of a model file's input also timestamp
public record Feature(String name, Kind kind) {

  /// What a model can take.
  public enum Kind {
    /// Double; NaN is missing. Integers and booleans (0 and 1) are numbers.
    NUMBER,
    /// Text; the empty text is missing.
    CATEGORY,
    /// Double, milliseconds since 1970-01-01T00:00:00Z; NaN is missing. Models see what is derived
    /// of it.
    TIMESTAMP
  }

  /// The names of features, in their order.
  public static List<String> names(List<Feature> features) {
    return features.stream().map(Feature::name).toList();
  }

  /// The feature that this column can serve.
  ///
  /// @throws IllegalArgumentException for a column of free text
  public static Feature of(Column column) {
    return switch (column) {
      case NumberColumn number ->
          new Feature(
              number.name(),
              number.kind() == NumberColumn.Kind.TIMESTAMP ? Kind.TIMESTAMP : Kind.NUMBER);
      case CategoryColumn category -> new Feature(category.name(), Kind.CATEGORY);
      case TextColumn text ->
          throw new IllegalArgumentException(
              "feature %s: expected a number or category column, found text"
                  .formatted(text.name()));
    };
  }
}
