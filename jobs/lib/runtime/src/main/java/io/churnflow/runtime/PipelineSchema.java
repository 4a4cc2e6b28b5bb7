package io.churnflow.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.pipeline.Amount;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.RecordFields.Field;
import java.util.List;

/// The JSON Schema (draft 7) of a pipeline file, made of its records: fields, which of them are
/// required, types, words, and, from what the records themselves say of a wrong value
/// ([AllowedValues]), bounds and what is allowed in words. Checks over several fields are not part
/// of it: they are the jobs'.
public final class PipelineSchema {
  private PipelineSchema() {}

  /// The schema as the bytes of its file.
  public static byte[] bytes() {
    ObjectNode schema = Json.object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Churnflow pipeline");
    schema.setAll(section(Pipeline.class, true));
    return Json.bytes(schema);
  }

  private static ObjectNode section(Class<?> type, boolean required) {
    ObjectNode schema = typed("object", required);
    schema.put("additionalProperties", false);
    ArrayNode names = Json.object().putArray("required");
    ObjectNode properties = Json.object();
    List<Field> fields = RecordFields.of(type);
    for (Field field : fields) {
      ObjectNode property = field(field);
      AllowedValues.of(type, fields, field).describe(property);
      properties.set(field.name(), property);
      if (field.required()) {
        names.add(field.name());
      }
    }
    if (!names.isEmpty()) {
      schema.set("required", names);
    }
    schema.set("properties", properties);
    return schema;
  }

  private static ObjectNode field(Field field) {
    if (field.isList()) {
      ObjectNode list = typed("array", field.required());
      list.set("items", value(field.entry(), true));
      return list;
    }
    if (field.isMap()) {
      ObjectNode map = typed("object", field.required());
      map.set("additionalProperties", value(field.entry(), true));
      return map;
    }
    return value(field.raw(), field.required());
  }

  private static ObjectNode value(Class<?> type, boolean required) {
    if (type == Amount.class) {
      return amount(required);
    }
    if (type.isRecord()) {
      return section(type, required);
    }
    if (type.isEnum()) {
      return words(type, required);
    }
    if (type == String.class) {
      return typed("string", required);
    }
    if (type == boolean.class || type == Boolean.class) {
      return typed("boolean", required);
    }
    if (type == double.class || type == Double.class) {
      return typed("number", required);
    }
    return type == Object.class ? Json.object() : typed("integer", required);
  }

  /// A field that may be left out may also be there with nothing behind it.
  private static ObjectNode typed(String type, boolean required) {
    ObjectNode schema = Json.object();
    if (required) {
      return schema.put("type", type);
    }
    schema.putArray("type").add(type).add("null");
    return schema;
  }

  private static ObjectNode words(Class<?> type, boolean required) {
    ObjectNode schema = Json.object();
    ArrayNode words = schema.putArray("enum");
    for (Object word : type.getEnumConstants()) {
      words.add(Json.tree(word));
    }
    if (!required) {
      words.addNull();
    }
    return schema;
  }

  /// A number, or `{column: ..., times: ...}`.
  private static ObjectNode amount(boolean required) {
    ObjectNode schema = Json.object();
    ArrayNode forms = schema.putArray("anyOf");
    forms.add(typed("number", required).put("minimum", 0));
    ObjectNode column = section(Amount.class, true);
    column.putArray("required").add("column");
    forms.add(column);
    return schema;
  }
}
