package io.churnflow.jobs.promotemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverrulingTest {

  @Test
  void namesThePersonAndTheReason() {
    assertEquals("ada: urgent", new Overruling(" ada ", "urgent ").label());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "automatic", "gate", "unknown", "nobody"})
  void needsAPerson(String nobody) {
    assertThrows(IllegalArgumentException.class, () -> new Overruling(nobody, "urgent"));
  }

  @Test
  void needsAReason() {
    assertThrows(IllegalArgumentException.class, () -> new Overruling("ada", "  "));
  }

  @Test
  void takesAReasonOfAsManyCharactersAsTheFormDoes() {
    String longest = "x".repeat(600);

    assertEquals(longest, new Overruling("ada", " " + longest + " ").reason().strip());
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Overruling("ada", longest + "x"))
            .getMessage();
    assertEquals(
        "expected at most 600 characters of why the gate is overruled, found 601", message);
  }
}
