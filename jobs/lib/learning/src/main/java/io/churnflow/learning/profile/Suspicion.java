package io.churnflow.learning.profile;

import java.util.List;

/// Something to look at before training on a table.
///
/// @param kind what it is
/// @param columns that show it, the worst first; none where it is of the table
/// @param words a sentence for people, without any cell's value
public record Suspicion(Kind kind, List<String> columns, String words) {

  /// What may be wrong, the worst first.
  public enum Kind {
    LEAKING,
    RARE_POSITIVES,
    COPIED_COLUMNS,
    COPIED_ROWS,
    CONSTANT,
    ID_LIKE,
    MOSTLY_MISSING,
    TELLING_MISSING,
    MANY_CATEGORIES,
    CORRELATED,
    OUTLIERS
  }

  public Suspicion {
    columns = List.copyOf(columns);
  }
}
