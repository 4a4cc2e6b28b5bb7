package io.churnflow.runtime.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.NumberColumn.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainNumbersTest {

  private static double parsed(Kind kind, String text) {
    byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
    return CellForm.of(kind, '.').parsePlain(bytes, 1, bytes.length - 1);
  }

  @Test
  void readsThousandsOfDecimalsToTheSameBitsAsTheSlowWay() {
    Random random = new Random(1);
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = text("0123456789", 1 + random.nextInt(9), random);
      text += random.nextBoolean() ? "." + text("0123456789", random.nextInt(9), random) : "";
      text = random.nextInt(4) == 0 ? "-" + text : text;
      double found = parsed(Kind.NUMBER, text);
      plain += Double.isNaN(found) ? 0 : 1;
      assertEquals(
          Double.isNaN(found) ? found : CellForm.of(Kind.NUMBER, '.').parse(text), found, text);
    }
    assertTrue(plain > 150_000, "plain: " + plain);
  }

  @Test
  void takesNothingThatTheSlowWayRefuses() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      String text = text("01239.+-eE /:ü", random.nextInt(6), random);
      for (Kind kind : Kind.values()) {
        double found = parsed(kind, text);
        if (!Double.isNaN(found)) {
          assertEquals(CellForm.of(kind, '.').parse(text), found, text);
        }
      }
    }
  }

  @Test
  void takesPlainOnes() {
    assertEquals(12.5, parsed(Kind.NUMBER, "12.5"));
    assertEquals(-0.0, parsed(Kind.NUMBER, "-0"));
    assertEquals(999_999_999_999_999.0, parsed(Kind.INTEGER, "999999999999999"));
    assertEquals(1, parsed(Kind.BOOLEAN, "1"));
  }

  @Test
  void readsDatesToTheSameMomentsAsTheSlowWay() {
    Random random = new Random(3);
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      String text =
          "%04d-%02d-%02d"
              .formatted(random.nextInt(10_000), random.nextInt(14), random.nextInt(33));
      text = random.nextInt(8) == 0 ? text.replace('1', ':') : text;
      double found = parsed(Kind.TIMESTAMP, text);
      plain += Double.isNaN(found) ? 0 : 1;
      assertEquals(CellForm.of(Kind.TIMESTAMP, '.').parse(text), found, text);
    }
    assertTrue(plain > 100_000, "plain: " + plain);
  }

  private static String text(String letters, int length, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
