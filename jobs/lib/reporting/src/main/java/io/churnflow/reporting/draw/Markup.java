package io.churnflow.reporting.draw;

/// Texts within HTML and SVG.
public final class Markup {

  private Markup() {}

  /// As text and as the value of an attribute.
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(allowed(character) ? character : '\uFFFD');
          }
        });
    return escaped.toString();
  }

  /// HTML and XML know no other control characters than tab and line feed.
  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || !(character < 0x20
            || (character >= 0x7F && character < 0xA0)
            || (character >= 0xD800 && character < 0xE000));
  }
}
