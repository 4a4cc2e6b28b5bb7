package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;

/// What a column of a table file is.
///
/// @param name the column's name
/// @param kind how its cells are stored
public record ColumnLayout(String name, Kind kind) {

  /// How cells are stored.
  public enum Kind {
    NUMBER,
    INTEGER,
    BOOLEAN,
    TIMESTAMP,
    CATEGORY,
    TEXT
  }

  /// A number column.
  public static ColumnLayout of(String name, NumberColumn.Kind kind) {
    return new ColumnLayout(
        name,
        switch (kind) {
          case NUMBER -> Kind.NUMBER;
          case INTEGER -> Kind.INTEGER;
          case BOOLEAN -> Kind.BOOLEAN;
          case TIMESTAMP -> Kind.TIMESTAMP;
        });
  }

  /// As a column in memory is stored.
  public static ColumnLayout of(Column column) {
    return switch (column) {
      case NumberColumn numbers -> of(numbers.name(), numbers.kind());
      case CategoryColumn categories -> new ColumnLayout(categories.name(), Kind.CATEGORY);
      case TextColumn texts -> new ColumnLayout(texts.name(), Kind.TEXT);
    };
  }
}
