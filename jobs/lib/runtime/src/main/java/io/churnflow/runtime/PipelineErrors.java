package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.churnflow.contracts.pipeline.Amount;
import io.churnflow.contracts.pipeline.ShownValue;
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
          Boolean.class, "true or false",
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

  /// How Jackson begins to speak of what YAML 1.1 has for a number and Java has not.
  private static final String MALFORMED = "Malformed numeric value";

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
      case MismatchedInputException nothing
          when nothing.getOriginalMessage().startsWith("No content") ->
          "expected fields such as format and name, found nothing";
      case MismatchedInputException trailing
          when trailing.getOriginalMessage().startsWith("Trailing token") ->
          "line %d: expected one document, found another behind it"
              .formatted(trailing.getLocation().getLineNr());
      case MismatchedInputException mismatch -> at(mismatch, mismatch(mismatch));
      case JsonMappingException outer when outer.getCause() instanceof JsonProcessingException ->
          nested(outer, (JsonProcessingException) outer.getCause());
      case JsonMappingException other -> at(other, cause(other));
      case InputCoercionException value -> number(value);
      case StreamReadException syntax -> SyntaxErrors.explain(syntax);
      case StreamConstraintsException limit -> limit(limit);
      case StackOverflowError unused -> "expected fields, found too many within each other";
      default -> "cannot be read: " + broken.getMessage();
    };
  }

  private static String format(InvalidFormatException format) {
    String value = String.valueOf(format.getValue());
    return at(
        format,
        "expected %s, found %s"
            .formatted(
                expected(format.getTargetType()),
                value.isEmpty() ? "nothing" : ShownValue.quoted(value)));
  }

  /// What the parser met inside a field; of what is no YAML the line says more than the field.
  private static String nested(JsonMappingException outer, JsonProcessingException cause) {
    String said = cause.getOriginalMessage();
    return switch (cause) {
      case InputCoercionException value -> at(outer, number(value));
      case StreamConstraintsException limit -> at(outer, limit(limit));
      case StreamReadException unused when said.startsWith(MALFORMED) ->
          at(outer, said.replace(MALFORMED, "expected a number, found"));
      case StreamReadException syntax -> SyntaxErrors.explain(syntax);
      default -> at(outer, cause(outer));
    };
  }

  private static String limit(StreamConstraintsException limit) {
    return String.valueOf(limit.getOriginalMessage()).contains("nesting")
        ? "expected fields, found too many within each other"
        : "expected names and values of a common length, found one that is too long";
  }

  /// A number that Java has no room for, or that is written as none.
  private static String number(InputCoercionException value) {
    return "expected %s that is neither too small nor too great, found another number"
        .formatted(expected(value.getTargetType()));
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

  /// Where in the file it is, such as `contract.columns[2].name`.
  static String path(JsonMappingException broken) {
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
