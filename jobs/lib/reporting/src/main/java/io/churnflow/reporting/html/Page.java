package io.churnflow.reporting.html;

import io.churnflow.reporting.draw.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A whole page in one file: no network, no script, nothing loaded. It can be read on a laptop and
/// printed.
///
/// @param title shown by the browser
/// @param body from the top
public record Page(String title, List<Node> body) {
  public Page {
    body = List.copyOf(body);
  }

  /// The file, UTF-8; the same page gives the same bytes.
  public byte[] bytes() {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    page.append("style-src 'unsafe-inline'; img-src data:\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(Markup.escaped(title)).append("</title>\n<style>\n");
    page.append(style()).append("</style>\n</head>\n<body>\n");
    body.forEach(node -> node.write(page));
    page.append("</body>\n</html>\n");
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String style() {
    try (InputStream file = Page.class.getResourceAsStream("page.css")) {
      if (file == null) {
        throw new IllegalStateException("expected page.css beside " + Page.class);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
