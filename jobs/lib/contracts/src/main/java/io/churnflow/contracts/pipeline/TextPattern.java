package io.churnflow.contracts.pipeline;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression that texts match as a whole, held against them with bounded effort: on an
/// unlucky text, an expression such as `(.*)*;` tries more ways than anybody waits for.
///
/// What is counted is how often a character is looked at, so that the same texts always end alike.
/// A text may take as much as is left of what it and the texts before it were granted.
public final class TextPattern {
  /// Longest expression, in characters.
  static final int LONGEST = 1000;

  /// Granted at the beginning.
  private static final long AT_FIRST = 1_000_000;

  /// Granted for each text, and for each of its characters.
  private static final long EACH = 100;

  private final Pattern pattern;
  private long left = AT_FIRST;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @throws IllegalArgumentException saying what is wrong with the expression
  public static TextPattern of(String expression) {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException(
          "expected at most %d characters, found %d".formatted(LONGEST, expression.length()));
    }
    try {
      return new TextPattern(Pattern.compile(expression));
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "expected a regular expression of java.util.regex, found %s: %s"
              .formatted(ShownValue.quoted(expression), wrong.getDescription()),
          wrong);
    }
  }

  /// Whether the text matches as a whole.
  ///
  /// @throws RunawayException where that cannot be told with the granted effort
  public boolean matches(String text) throws RunawayException {
    left += EACH * (text.length() + 1L);
    try {
      return pattern.matcher(new Watched(text, 0, text.length())).matches();
    } catch (GaveUpException | StackOverflowError runaway) {
      throw new RunawayException();
    }
  }

  /// The expression takes too much effort.
  public static final class RunawayException extends Exception {
    private static final long serialVersionUID = 1L;

    private RunawayException() {
      super("runaway expression", null, false, false);
    }
  }

  /// Ends the matching from within.
  private static final class GaveUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveUpException() {
      super(null, null, false, false);
    }
  }

  /// Counts how often its characters are looked at.
  private final class Watched implements CharSequence {
    private final String text;
    private final int from;
    private final int to;

    Watched(String text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
    }

    @Override
    public char charAt(int place) {
      left--;
      if (left < 0) {
        throw new GaveUpException();
      }
      return text.charAt(from + place);
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
