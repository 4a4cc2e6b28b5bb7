package io.churnflow.contracts.pipeline;

/// Checks phrases, such as `tenure of {value} months`.
final class Phrases {
  private static final String VALUE = "{value}";
  private static final int LONGEST = 200;

  private Phrases() {}

  static void check(String phrase, boolean personal) {
    Checks.text("phrase", phrase);
    Checks.require(
        phrase.length() <= LONGEST && phrase.chars().noneMatch(Character::isISOControl),
        "phrase",
        "one line of at most %d characters".formatted(LONGEST),
        "'" + phrase + "'");
    int place = phrase.indexOf(VALUE);
    String rest = place < 0 ? phrase : phrase.replaceFirst("\\{value}", "");
    Checks.require(
        rest.indexOf('{') < 0 && rest.indexOf('}') < 0,
        "phrase",
        "no braces but one " + VALUE,
        "'" + phrase + "'");
    Checks.require(
        !personal || place < 0,
        "phrase",
        "no " + VALUE + " in a personal column",
        "'" + phrase + "'");
  }
}
