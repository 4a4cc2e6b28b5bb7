package io.churnflow.reporting.html;

import io.churnflow.reporting.draw.Markup;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An element, such as a paragraph or a table.
///
/// @param tag lower-case letters and digits
/// @param attributes by name; any text may be a value
/// @param children what is in it
public record Element(String tag, Map<String, String> attributes, List<Node> children)
    implements Node {
  /// @throws IllegalArgumentException for a tag or attribute name of other characters, or one that
  ///   runs code
  public Element {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    children = List.copyOf(children);
    if (!tag.matches("[a-z][a-z0-9]*") || tag.equals("script")) {
      throw new IllegalArgumentException("tag: expected letters and digits, found '" + tag + "'");
    }
    for (String name : attributes.keySet()) {
      if (!name.matches("[a-z][a-z-]*") || name.startsWith("on")) {
        throw new IllegalArgumentException(
            "attribute: expected a plain attribute's name, found '" + name + "'");
      }
    }
  }

  /// The same with a class.
  public Element classed(String name) {
    return with("class", name);
  }

  /// The same with an attribute.
  public Element with(String name, String value) {
    Map<String, String> more = new TreeMap<>(attributes);
    more.put(name, value);
    return new Element(tag, more, children);
  }

  @Override
  public void write(StringBuilder page) {
    page.append('<').append(tag);
    attributes.forEach((name, value) ->
        page.append(' ').append(name).append("=\"").append(Markup.escaped(value)).append('"'));
    page.append('>');
    children.forEach(child -> child.write(page));
    page.append("</").append(tag).append(">\n");
  }
}
