package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Puts what Jackson says of a pipeline file into our words: field, what was expected, what was
/// found.
final class PipelineErrors {
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
      case MismatchedInputException mismatch -> at(mismatch, mismatch.getOriginalMessage());
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
    Class<?> type = format.getTargetType();
    String expected =
        type.isEnum()
            ? "one of " + enumNames(type)
            : "a " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    return "%s: expected %s, found '%s'".formatted(path(format), expected, format.getValue());
  }

  private static String enumNames(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Json.tree(constant).asText())
        .collect(Collectors.joining(", "));
  }

  private static String at(JsonMappingException broken, String message) {
    String path = path(broken);
    return path.isEmpty()
        ? message
        : path + (message.matches("[a-z_.,A-Z ]+: .*") ? "." : ": ") + message;
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
