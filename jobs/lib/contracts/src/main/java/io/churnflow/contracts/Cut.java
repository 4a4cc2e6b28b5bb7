package io.churnflow.contracts;

/// Texts of unknown length where there is room for so much.
public final class Cut {
  private Cut() {}

  /// The text, or where it is longer its beginning and an ellipsis. No character that takes two
  /// places is cut through.
  ///
  /// @param most most `char`s of the answer, the ellipsis included; at least 2
  public static String to(int most, String text) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
