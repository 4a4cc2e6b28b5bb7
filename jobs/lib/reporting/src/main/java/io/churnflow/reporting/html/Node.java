package io.churnflow.reporting.html;

import io.churnflow.reporting.draw.Markup;
import java.util.List;
import java.util.Map;

/// A part of a page.
public sealed interface Node permits Element, Node.Text, Node.Picture {
  /// Appends the part as HTML.
  void write(StringBuilder page);

  /// A text; whatever stands in it is shown as it is.
  ///
  /// @param text any text
  record Text(String text) implements Node {
    @Override
    public void write(StringBuilder page) {
      page.append(Markup.escaped(text));
    }
  }

  /// An SVG element that this library has drawn.
  ///
  /// @param plot what is drawn
  record Picture(io.churnflow.reporting.Plot plot) implements Node {
    @Override
    public void write(StringBuilder page) {
      page.append(plot.svg());
    }
  }

  /// A text.
  static Node text(String text) {
    return new Text(text);
  }

  /// An element without attributes.
  static Element of(String tag, Node... children) {
    return new Element(tag, Map.of(), List.of(children));
  }

  /// An element with a text in it.
  static Element of(String tag, String text) {
    return of(tag, text(text));
  }

  /// An element of children that were collected.
  static Element of(String tag, List<? extends Node> children) {
    return new Element(tag, Map.of(), List.copyOf(children));
  }
}
