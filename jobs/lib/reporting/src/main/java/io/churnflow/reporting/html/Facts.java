package io.churnflow.reporting.html;

/// The boxes at the head of a report.
public final class Facts {
  private Facts() {}

  /// A figure by its name, and what there is to say of it.
  public static Element fact(String name, String value, String detail) {
    return Node.of(
            "div",
            Node.of("div", name).classed("name"),
            Node.of("div", value).classed("value"),
            Node.of("div", detail).classed("detail"))
        .classed("fact");
  }
}
