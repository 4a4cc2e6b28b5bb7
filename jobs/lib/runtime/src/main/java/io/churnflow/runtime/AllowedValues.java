package io.churnflow.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.pipeline.Refusal;
import io.churnflow.runtime.RecordFields.Field;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a record allows in one of its fields, in the words of its own refusals: each field is given
/// values that none takes, and what is expected instead is written down. So the schema cannot say
/// anything else than the errors do.
///
/// @param words what is allowed, one for each kind of refusal; none where everything of the type is
record AllowedValues(Set<String> words) {
  private static final Pattern BETWEEN = Pattern.compile("from (-?[\\d.]+) to (-?[\\d.]+)$");
  private static final Pattern AT_LEAST = Pattern.compile("(?:from|at least) (-?[\\d.]+)$");
  private static final Pattern ONE = Pattern.compile("-?\\d+");

  /// @param section the record
  /// @param fields all of its fields
  /// @param field one of them
  static AllowedValues of(Class<?> section, List<Field> fields, Field field) {
    Set<String> words = new LinkedHashSet<>();
    for (Object wrong : wrongValues(field.raw())) {
      Object[] values =
          fields.stream()
              .map(other -> other.equals(field) ? wrong : plausible(other.raw()))
              .toArray();
      for (Refusal refusal : refusals(section, values)) {
        if (refusal.field().equals(field.name()) && isAlwaysSo(field, refusal.expected())) {
          words.add(refusal.expected());
        }
      }
    }
    return new AllowedValues(words);
  }

  /// What a number that may be left out must be is not always a bound: it may hang on other fields.
  private static boolean isAlwaysSo(Field field, String expected) {
    return field.raw() != Double.class
        || BETWEEN.matcher(expected).find()
        || AT_LEAST.matcher(expected).find();
  }

  private static List<Object> wrongValues(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return List.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      return List.of(-Double.MAX_VALUE, Double.MAX_VALUE);
    }
    return type == String.class ? List.of("", " \0") : List.of();
  }

  private static List<Refusal> refusals(Class<?> section, Object[] values) {
    try {
      return Refusal.allOf(() -> RecordFields.construct(section, values));
    } catch (Exception unrelated) {
      return List.of();
    }
  }

  /// Something that lets a constructor go on.
  private static @Nullable Object plausible(Class<?> type) {
    if (type == String.class) {
      return "x";
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (List.class.isAssignableFrom(type)) {
      return List.of();
    }
    return Map.class.isAssignableFrom(type) ? Map.of() : null;
  }

  /// Adds them to a field's schema.
  void describe(ObjectNode schema) {
    if (words.isEmpty()) {
      return;
    }
    schema.put("description", String.join("; ", words));
    for (String allowed : words) {
      Matcher between = BETWEEN.matcher(allowed);
      Matcher atLeast = AT_LEAST.matcher(allowed);
      if (ONE.matcher(allowed).matches()) {
        schema.put("const", Integer.parseInt(allowed));
      } else if (between.find()) {
        schema.put("minimum", new BigDecimal(between.group(1)));
        schema.put("maximum", new BigDecimal(between.group(2)));
      } else if (atLeast.find()) {
        schema.put("minimum", new BigDecimal(atLeast.group(1)));
      } else if (allowed.equals("a text")) {
        schema.put("pattern", "\\S");
      }
    }
  }
}
