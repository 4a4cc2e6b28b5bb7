package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.churnflow.contracts.pipeline.ShownValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Puts into one line what the YAML parsers say in several, with pictures of the place.
final class SyntaxErrors {
  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

  /// What the parser adds to a character that no value begins with, and is only right of tabs.
  private static final String ADVICE = " (Do not use";

  private SyntaxErrors() {}

  /// Line and column, from 1, and what stands there.
  static String explain(StreamReadException broken) {
    return broken.getCause() instanceof MarkedYAMLException marked
            && marked.getProblemMark() != null
        ? "line %d, column %d: no YAML: %s"
            .formatted(
                marked.getProblemMark().getLine() + 1,
                marked.getProblemMark().getColumn() + 1,
                words(marked))
        : line(broken) + words(broken);
  }

  private static String words(MarkedYAMLException marked) {
    String problem = String.valueOf(marked.getProblem()).strip();
    int advice = problem.indexOf(ADVICE);
    String said = advice < 0 ? problem : problem.substring(0, advice).replaceAll("\\.$", "");
    String context = marked.getContext();
    return context == null || context.isBlank() ? said : said + ", " + context.strip();
  }

  private static String line(StreamReadException broken) {
    JsonLocation place = broken.getLocation();
    return place == null || place.getLineNr() < 1 ? "" : "line %d: ".formatted(place.getLineNr());
  }

  private static String words(StreamReadException broken) {
    String said = String.valueOf(broken.getOriginalMessage());
    Matcher twice = TWICE.matcher(said);
    if (twice.matches()) {
      return "expected a field once, found %s again".formatted(ShownValue.quoted(twice.group(1)));
    }
    return said.startsWith("expected ") ? said : "no YAML: " + said;
  }
}
