package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.pipeline.Amount;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Refusal;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.runtime.RecordFields.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds everything that is wrong with a pipeline file, where [PipelineFile] stops at the first:
/// walks the file beside the records, keeps what does not fit, and makes each record of what does,
/// with all its checks.
///
/// What a section says of the contract's columns (does the one exist that the split names?) is only
/// asked where both could be read; of a contract with a broken column, whether it has the name.
public final class PipelineCheck {
  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, double.class, Integer.class, Double.class);

  private static final String A_TEXT = "found a text";

  private final List<String> problems = new ArrayList<>();

  /// The names below `contract.columns`, of broken columns too.
  private final Set<String> columns;

  private PipelineCheck(Set<String> columns) {
    this.columns = columns;
  }

  /// Everything that is wrong, each with its path, what is allowed and what was found, in the order
  /// of the file's fields; nothing exactly where [PipelineFile] takes the file.
  ///
  /// @throws UsageException where the file is missing, too long, or no YAML with fields
  public static List<String> problems(Path file) {
    byte[] bytes = PipelineFile.bytes(file);
    JsonNode top = tree(bytes, file);
    PipelineCheck check = new PipelineCheck(columns(top));
    Made unused = check.section(top, Pipeline.class, "");
    if (check.problems.isEmpty()) {
      check.readAsJobsDo(bytes, file);
    }
    return List.copyOf(check.problems);
  }

  private static JsonNode tree(byte[] bytes, Path file) {
    try {
      JsonNode top = PipelineFile.MAPPER.readTree(PipelineText.of(bytes, file));
      if (top == null || !top.isObject()) {
        throw new UsageException(
            "pipeline file %s: expected fields such as format and name, found %s"
                .formatted(file, top == null ? "nothing" : found(top)));
      }
      return top;
    } catch (IOException | StackOverflowError broken) {
      throw new UsageException(
          "pipeline file %s: %s".formatted(file, PipelineErrors.explain(broken)), broken);
    }
  }

  private static Set<String> columns(JsonNode top) {
    Set<String> names = new HashSet<>();
    top.path("contract").path("columns").forEach(column -> names.add(column.path("name").asText()));
    return names;
  }

  /// The two must agree on what a sound file is; the jobs have the say.
  private void readAsJobsDo(byte[] bytes, Path file) {
    try {
      Pipeline unused = PipelineFile.parse(bytes, file);
    } catch (UsageException refused) {
      problems.add(
          String.valueOf(refused.getMessage()).replace("pipeline file %s: ".formatted(file), ""));
    }
  }

  /// What became of a part of the file.
  ///
  /// @param value null where there is none
  /// @param whole whether nothing of it was left out
  private record Made(@Nullable Object value, boolean whole) {
    static final Made NOTHING = new Made(null, true);
    static final Made BROKEN = new Made(null, false);
  }

  private Made section(JsonNode node, Class<?> type, String path) {
    if (!node.isObject()) {
      return refuse(path, "fields", found(node));
    }
    List<Field> fields = RecordFields.of(type);
    refuseUnknown(node, fields, path);
    Map<String, Made> made = new LinkedHashMap<>();
    for (Field field : fields) {
      made.put(field.name(), field(node.get(field.name()), field, join(path, field.name())));
    }
    return construct(type, fields, made, path);
  }

  private void refuseUnknown(JsonNode node, List<Field> fields, String path) {
    Set<String> known = fields.stream().map(Field::name).collect(Collectors.toSet());
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            problems.add(
                "%s: no such field; known here: %s"
                    .formatted(
                        join(path, name),
                        known.stream().sorted().collect(Collectors.joining(", "))));
          }
        });
  }

  private Made field(@Nullable JsonNode node, Field field, String path) {
    if (node == null || node.isNull()) {
      boolean zero = node != null && field.raw().isPrimitive(); // as Jackson takes it
      return field.required() && !zero ? refuse(path, "a value", "none") : Made.NOTHING;
    }
    if (field.isList()) {
      return list(node, field.entry(), path);
    }
    if (field.isMap()) {
      return map(node, field.entry(), path);
    }
    return value(node, field.raw(), path);
  }

  private Made value(JsonNode node, Class<?> type, String path) {
    return type.isRecord() && type != Amount.class
        ? section(node, type, path)
        : leaf(node, type, path);
  }

  private Made leaf(JsonNode node, Class<?> type, String path) {
    if (node.isNull()) {
      return type == Object.class ? Made.NOTHING : refuse(path, "a value", "nothing");
    }
    try {
      return new Made(PipelineFile.MAPPER.treeToValue(node, type), true);
    } catch (JsonProcessingException wrong) {
      String message = PipelineErrors.explain(wrong);
      return problem(
          path,
          node.isTextual() && message.endsWith(A_TEXT)
              ? message.replace(A_TEXT, "found " + ShownValue.quoted(node.asText()))
              : message);
    }
  }

  private Made list(JsonNode node, Class<?> entry, String path) {
    if (!node.isArray()) {
      return refuse(path, "a list", found(node));
    }
    List<Object> values = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < node.size(); i++) {
      Made made = value(node.get(i), entry, "%s[%d]".formatted(path, i));
      whole &= made.whole();
      if (made.value() != null) {
        values.add(made.value());
      }
    }
    return new Made(values, whole);
  }

  private Made map(JsonNode node, Class<?> entry, String path) {
    if (!node.isObject()) {
      return refuse(path, "fields", found(node));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    boolean whole = true;
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      Made made = value(one.getValue(), entry, join(path, one.getKey()));
      whole &= made.whole();
      if (made.value() != null) {
        values.put(one.getKey(), made.value());
      }
    }
    return new Made(values, whole);
  }

  /// Makes the record. Of one that parts are missing from, only what it says of single values is
  /// kept: the rest may come of what is missing.
  private Made construct(Class<?> type, List<Field> fields, Map<String, Made> made, String path) {
    boolean whole = made.values().stream().allMatch(Made::whole);
    Object[] values =
        fields.stream().map(field -> orEmpty(field, made.get(field.name()))).toArray();
    Object[] result = new Object[1];
    try {
      for (Refusal refusal :
          Refusal.allOf(() -> result[0] = RecordFields.construct(type, values))) {
        if (whole || isOfOneValue(refusal, fields, made) || isOfColumns(refusal, type, made)) {
          problems.add(join(path, refusal.toString()));
        }
      }
    } catch (IllegalArgumentException wrong) {
      return problem(path, String.valueOf(wrong.getMessage()));
    } catch (Exception consequence) {
      if (whole) {
        throw new IllegalStateException("cannot make a " + type.getSimpleName(), consequence);
      }
    }
    return new Made(result[0], whole && result[0] != null);
  }

  private static @Nullable Object orEmpty(Field field, @Nullable Made made) {
    if (made != null && made.value() != null) {
      return made.value();
    }
    if (field.raw() == boolean.class) {
      return false;
    }
    if (field.raw() == double.class) {
      return 0.0;
    }
    if (field.raw() == long.class) {
      return 0L;
    }
    return field.raw() == int.class ? (Object) 0 : null;
  }

  private static boolean isOfOneValue(Refusal refusal, List<Field> fields, Map<String, Made> made) {
    return fields.stream()
        .filter(field -> field.name().equals(refusal.field()))
        .filter(field -> field.raw() == String.class || NUMBERS.contains(field.raw()))
        .map(field -> made.get(field.name()))
        .anyMatch(found -> found != null && found.value() != null);
  }

  /// Whether a sound section refuses what the contract says, whatever becomes of what is missing.
  private boolean isOfColumns(Refusal refusal, Class<?> type, Map<String, Made> made) {
    Made section = made.get(refusal.field().replaceFirst("[. ].*", ""));
    Made contract = made.get("contract");
    if (type != Pipeline.class || section == null || contract == null || !section.whole()) {
      return false;
    }
    String name = refusal.found().replaceAll("^'|'$", "");
    boolean ofOneColumn = refusal.field().contains(".") && !name.startsWith("[");
    return contract.whole() || (ofOneColumn && !columns.contains(name));
  }

  private Made refuse(String path, String expected, String found) {
    return problem(path, "expected %s, found %s".formatted(expected, found));
  }

  private Made problem(String path, String message) {
    problems.add(PipelineErrors.at(path, message));
    return Made.BROKEN;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String found(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT, POJO -> "fields";
      case ARRAY -> "a list";
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "nothing";
    };
  }
}
