package io.churnflow.runtime;

import java.util.List;
import java.util.regex.Pattern;

/// Texts and tables for a Markdown page.
public final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]#|~]");

  private Markdown() {}

  /// A text that stays what it is: no markup, no HTML, one line.
  public static String escaped(String text) {
    String plain =
        text.replaceAll("\\p{Cntrl}", " ")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    return SPECIAL.matcher(plain).replaceAll("\\\\$0");
  }

  /// A table; its cells are taken as they are. MLflow's pages leave no room between cells, so each
  /// but the first begins with some.
  public static String table(List<String> headings, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(row(headings));
    table.append("|").append(" --- |".repeat(headings.size())).append('\n');
    rows.forEach(row -> table.append(row(row)));
    return table.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | &ensp;", cells) + " |\n";
  }
}
