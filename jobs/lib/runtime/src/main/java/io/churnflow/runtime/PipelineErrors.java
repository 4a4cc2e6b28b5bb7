package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.churnflow.contracts.pipeline.Amount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts what Jackson says of a pipeline file into our words: field, what was expected, what was
/// found.
final class PipelineErrors {
  private static final Map<Class<?>, String> WORDS =
      Map.of(
          int.class, "a whole number",
          Integer.class, "a whole number",
          long.class, "a whole number",
          double.class, "a number",
          Double.class, "a number",
          boolean.class, "true or false",
          String.class, "a text");

  /// How Jackson calls what it found.
  private static final Pattern FOUND =
      Pattern.compile("\\b(String|Number|Integer|Floating-point|Boolean|Array|Object) value\\b");

  private static final Map<String, String> KINDS =
      Map.of(
          "String", "a text",
          "Number", "a number",
          "Integer", "a number",
          "Floating-point", "a number",
          "Boolean", "true or false",
          "Array", "a list",
          "Object", "fields");

  private PipelineErrors() {}

  static String explain(Throwable broken) {
    return switch (broken) {
      case UnrecognizedPropertyException unknown ->
          "%s: no such field; known here: %s"
              .formatted(
                  path(unknown),
                  unknown.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", ")));
      case InvalidFormatException format -> format(format);
      case ValueInstantiationException value -> at(value, cause(value));
      case MismatchedInputException missing
          when missing.getOriginalMessage().startsWith("Missing required") ->
          at(missing, "expected a value, found none");
      case MismatchedInputException mismatch -> at(mismatch, mismatch(mismatch));
      case JsonMappingException other -> at(other, cause(other));
      case JsonProcessingException syntax ->
          "line %d: no YAML: %s"
              .formatted(
                  syntax.getLocation() == null ? 0 : syntax.getLocation().getLineNr(),
                  syntax.getOriginalMessage());
      default -> "cannot be read: " + broken;
    };
  }

  private static String format(InvalidFormatException format) {
    return at(
        format,
        "expected %s, found '%s'".formatted(expected(format.getTargetType()), format.getValue()));
  }

  private static String mismatch(MismatchedInputException mismatch) {
    Matcher kind = FOUND.matcher(mismatch.getOriginalMessage());
    Class<?> type = mismatch.getTargetType();
    return type != null && kind.find()
        ? "expected %s, found %s".formatted(expected(type), KINDS.get(kind.group(1)))
        : mismatch.getOriginalMessage();
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + enumNames(type);
    }
    if (type == Amount.class) {
      return "a number, or fields";
    }
    if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "fields";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return WORDS.getOrDefault(type, "a " + type.getSimpleName().toLowerCase(Locale.ROOT));
  }

  private static String enumNames(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Json.tree(constant).asText())
        .collect(Collectors.joining(", "));
  }

  private static String at(JsonMappingException broken, String message) {
    return at(path(broken), message);
  }

  /// A message with its place before it; one that names a field goes on with the place.
  static String at(String path, String message) {
    return path.isEmpty()
        ? message
        : path + (message.matches("[a-z_.,A-Z0-9\\[\\] ]+: .*") ? "." : ": ") + message;
  }

  private static String cause(JsonMappingException broken) {
    Throwable cause = broken.getCause();
    return switch (cause) {
      case IllegalArgumentException known -> String.valueOf(known.getMessage());
      case NullPointerException nothing ->
          "expected a value in each required field, found nothing in one";
      case null, default -> broken.getOriginalMessage();
    };
  }

  private static String path(JsonMappingException broken) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : broken.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
