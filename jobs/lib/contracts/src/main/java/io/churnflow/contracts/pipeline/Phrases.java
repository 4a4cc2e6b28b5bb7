package io.churnflow.contracts.pipeline;

/// Checks phrases, such as `tenure of {value} months`.
final class Phrases {
  private static final String VALUE = "{value}";
  private static final int LONGEST = 200;

  private Phrases() {}

  /// @param field of the phrase, which the message begins with
  /// @param personal whether the column's values must not be said
  static void check(String field, String phrase, boolean personal) {
    Checks.text(field, phrase);
    Checks.require(
        phrase.length() <= LONGEST && phrase.chars().noneMatch(Character::isISOControl),
        field,
        "one line of at most %d characters".formatted(LONGEST),
        "'" + phrase + "'");
    int place = phrase.indexOf(VALUE);
    String rest = place < 0 ? phrase : phrase.replaceFirst("\\{value}", "");
    Checks.require(
        rest.indexOf('{') < 0 && rest.indexOf('}') < 0,
        field,
        "no braces but one " + VALUE,
        "'" + phrase + "'");
    Checks.require(
        !personal || place < 0, field, "no " + VALUE + " in a personal column", "'" + phrase + "'");
  }
}
