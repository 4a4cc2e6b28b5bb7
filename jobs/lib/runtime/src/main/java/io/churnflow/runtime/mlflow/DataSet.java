package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import java.util.List;

/// A table that a run has read, as MLflow shows it.
///
/// @param name shown in the UI
/// @param context what it was for: `training` or `holdout`
/// @param sha256 digest of the file; MLflow keeps the first 32 hex digits
/// @param source where it came from
/// @param columns what its columns are; their cells are not looked at
/// @param rows number of its rows
public record DataSet(
    String name, String context, String sha256, String source, List<Column> columns, long rows) {
  private static final int DIGEST_LENGTH = 32;

  public DataSet {
    columns = List.copyOf(columns);
  }

  /// What MLflow knows the table by.
  String digest() {
    return sha256.substring(0, DIGEST_LENGTH);
  }

  ObjectNode json() {
    ObjectNode input = Json.object();
    input.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", context);
    input
        .putObject("dataset")
        .put("name", name)
        .put("digest", digest())
        .put("source_type", "local")
        .put("source", Json.object().put("uri", source).toString())
        .put("schema", schema().toString())
        .put("profile", Json.object().put("num_rows", rows).toString());
    return input;
  }

  private ObjectNode schema() {
    ObjectNode schema = Json.object();
    ArrayNode specs = schema.putArray("mlflow_colspec");
    for (Column column : columns) {
      specs.addObject().put("name", column.name()).put("type", type(column)).put("required", true);
    }
    return schema;
  }

  private static String type(Column column) {
    return switch (column) {
      case NumberColumn number ->
          switch (number.kind()) {
            case NUMBER -> "double";
            case INTEGER -> "long";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "datetime";
          };
      case CategoryColumn category -> "string";
      case TextColumn text -> "string";
    };
  }
}
