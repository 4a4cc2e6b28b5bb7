package io.churnflow.contracts.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.TextPattern.RunawayException;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextPatternTest {
  @Test
  void matchesTextsAsAWhole() throws RunawayException {
    TextPattern pattern = TextPattern.of("[A-Z]{2}-[0-9]+");
    assertTrue(pattern.matches("AB-17"));
    assertFalse(pattern.matches("AB-17 "));
    assertFalse(pattern.matches(""));
  }

  @Test
  void saysOfRandomTextsWhatTheLibrarySays() throws RunawayException {
    Random random = new Random(5);
    for (String expression :
        new String[] {"(a|b)*c?", "a+b?(?=c)c", "(.)\\1*", "(?i)ABC|.*b\\b.*", "(?<=a)b|ab"}) {
      TextPattern bounded = TextPattern.of(expression);
      Pattern plain = Pattern.compile(expression);
      for (int i = 0; i < 2000; i++) {
        String text =
            random
                .ints(random.nextInt(9), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertEquals(plain.matcher(text).matches(), bounded.matches(text), expression + text);
      }
    }
  }

  @Test
  void givesUpWhereAnExpressionTriesTooManyWays() {
    for (String expression :
        new String[] {"((.*)*)*\\1;", "(([a-z]|.)+)+\\1!", ".*.*.*.*.*.*.*.*.*.*;"}) {
      TextPattern pattern = TextPattern.of(expression);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThrows(
                  RunawayException.class, () -> pattern.matches("a".repeat(80)), expression));
    }
  }

  @Test
  void givesUpWhereTheStackDoesNotReach() {
    TextPattern pattern = TextPattern.of("(a|bb)*+(a|b)*");
    assertThrows(RunawayException.class, () -> pattern.matches("ab".repeat(1_000_000)));
  }

  @Test
  void takesAnyNumberOfTextsThatAreSoonTold() throws RunawayException {
    TextPattern pattern = TextPattern.of("customer [0-9]+ of .*");
    for (int i = 0; i < 200_000; i++) {
      assertTrue(pattern.matches("customer " + i + " of somewhere"));
    }
  }

  @Test
  void refusesWhatIsNoExpressionOrTooLong() {
    assertThrows(IllegalArgumentException.class, () -> TextPattern.of("(a"));
    String nested = "(".repeat(10_000) + ")".repeat(10_000);
    assertThrows(IllegalArgumentException.class, () -> TextPattern.of(nested));
  }
}
