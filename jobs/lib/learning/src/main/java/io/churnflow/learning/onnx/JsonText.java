package io.churnflow.learning.onnx;

/// A text as JSON, so that the model file needs no JSON library.
final class JsonText {
  private JsonText() {}

  static String of(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(unit -> {
          if (unit == '"' || unit == '\\') {
            json.append('\\').append((char) unit);
          } else if (unit < ' ') {
            json.append("\\u%04x".formatted(unit));
          } else {
            json.append((char) unit);
          }
        });
    return json.append('"').toString();
  }
}
