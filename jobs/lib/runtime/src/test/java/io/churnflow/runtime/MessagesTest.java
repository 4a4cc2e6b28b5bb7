package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void keepsALineALine() {
    assertEquals("a b  c d", Messages.oneLine("a\nb\r\nc\u2028d"));
    assertEquals(" [2J", Messages.oneLine("\u001b[2J"));
  }

  @Test
  void showsWhatNobodySees() {
    assertEquals("29\\u200B.85\\u00A0\\u202E", Messages.oneLine("29\u200B.85\u00A0\u202E"));
    assertEquals("Zoë € \uD83D\uDE00", Messages.oneLine("Zoë € \uD83D\uDE00"));
  }

  @Test
  void cutsWhatIsTooLongToBeRead() {
    String line = Messages.oneLine("x".repeat(1_000_000));
    assertTrue(line.length() < 2100 && line.endsWith("... (998000 characters more)"), line);
  }
}
