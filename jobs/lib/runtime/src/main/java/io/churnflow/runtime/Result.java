package io.churnflow.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a step reports besides its files.
///
/// @param rows rows of the main output, 0 where there is none
/// @param fields further fields of the outcome, in order; records, texts, numbers
public record Result(long rows, Map<String, Object> fields) {

  public Result {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /// A result of this many rows.
  public static Result rows(long rows) {
    return new Result(rows, Map.of());
  }

  /// The result with one field more.
  public Result with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Result(rows, more);
  }
}
