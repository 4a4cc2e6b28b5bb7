package io.churnflow.reporting.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.reporting.draw.Markup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String HOSTILE = "<script>alert('&\"')</script>";

  @Test
  void showsMarkupInATextAsText() {
    String page = html(new Page(HOSTILE, List.of(Node.of("p", HOSTILE))));

    assertFalse(page.contains("<script"), page);
    assertTrue(
        page.contains("<p>&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;</p>"), page);
    assertTrue(page.contains("<title>&lt;script&gt;"), page);
  }

  @Test
  void letsNoAttributeEnd() {
    String page =
        html(new Page("t", List.of(Node.of("p", "x").with("title", "\" onclick=\"evil()"))));

    assertTrue(page.contains("title=\"&quot; onclick=&quot;evil()\""), page);
  }

  @Test
  void refusesCodeInPlaceOfElements() {
    assertThrows(IllegalArgumentException.class, () -> Node.of("script", "alert(1)"));
    assertThrows(IllegalArgumentException.class, () -> Node.of("p onload=x", ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Element("p", Map.of("onclick", "alert(1)"), List.of()));
  }

  @Test
  void replacesCharactersThatHtmlLacks() {
    assertEquals("a\uFFFDb\uFFFD", Markup.escaped("a\u0000b\uD800"));
  }

  @Test
  void loadsNothing() {
    String page = html(new Page("t", List.of()));

    assertTrue(page.contains("default-src 'none'"), page);
    assertFalse(page.matches("(?s).*(https?:|url\\(|@import|src=).*"), page);
  }

  @Test
  void theSamePageGivesTheSameBytes() {
    assertArrayEquals(sample().bytes(), sample().bytes());
  }

  @Test
  void refusesATableWithAShortRow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Grid.ofTexts(List.of("a", "b"), List.of(List.of("1"))));
  }

  private static Page sample() {
    Element row = Node.of("p", "x").with("style", "width:1%").with("class", "c").with("id", "i");
    return new Page("t", List.of(row, Grid.ofTexts(List.of("a"), List.of()).element()));
  }

  private static String html(Page page) {
    return new String(page.bytes(), StandardCharsets.UTF_8);
  }
}
