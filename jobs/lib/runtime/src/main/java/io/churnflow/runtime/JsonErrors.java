package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.churnflow.contracts.pipeline.ShownValue;
import java.io.IOException;

/// Says in our words what Jackson has found in the place of a file of ours.
final class JsonErrors {
  private JsonErrors() {}

  /// What was found, as `expected ..., found ...` ends.
  static String found(IOException broken) {
    return switch (broken) {
      case UnrecognizedPropertyException unknown ->
          "a field that is not known, " + ShownValue.quoted(unknown.getPropertyName());
      case MismatchedInputException nothing
          when nothing.getOriginalMessage().startsWith("No content") ->
          "nothing";
      case ValueInstantiationException value
          when value.getCause() instanceof IllegalArgumentException refused ->
          "one of which is wrong: " + refused.getMessage();
      case JsonMappingException outer when outer.getCause() instanceof JsonProcessingException ->
          found((JsonProcessingException) outer.getCause());
      case JsonMappingException other -> "another kind of value" + place(other);
      case JsonProcessingException syntax when syntax.getLocation() != null ->
          "no JSON from line %d, column %d on"
              .formatted(syntax.getLocation().getLineNr(), syntax.getLocation().getColumnNr());
      default -> String.valueOf(broken);
    };
  }

  private static String place(JsonMappingException broken) {
    String path = PipelineErrors.path(broken);
    return path.isEmpty() ? "" : " in " + ShownValue.quoted(path);
  }
}
