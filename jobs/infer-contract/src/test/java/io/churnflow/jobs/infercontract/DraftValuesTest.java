package io.churnflow.jobs.infercontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a draft writes is read back the same, and takes what it was made from.
class DraftValuesTest {
  private static final String[] PARTS = {
    "a",
    "No",
    " ",
    "#",
    ": ",
    "\"",
    "\\",
    "\n",
    "\t",
    "'",
    "{",
    "]",
    ",",
    "é",
    "€",
    "\uD83D\uDE00",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\u200B",
    "0",
    "1e3",
    "~",
    "null",
    "-",
    "&",
    "*",
    "%",
    "\u0007"
  };

  private final YAMLMapper yaml = new YAMLMapper();

  @Test
  void writesTextsThatAreReadBackTheSame() throws IOException {
    Random random = new Random(9);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(5); part >= 0; part--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      String one = text.toString();
      String written =
          "{a: %s, b: %s} # %s"
              .formatted(Yaml.text(one), Yaml.list(List.of(one)), Yaml.comment(one));
      JsonNode read = yaml.readTree(written);
      assertTrue(read.get("a").isTextual(), written);
      assertEquals(one, read.get("a").asText(), written);
      assertEquals(one, read.get("b").get(0).asText(), written);
      assertEquals(1, written.lines().count(), written);
    }
  }

  @Test
  void writesNumbersThatAreReadBackTheSame() throws IOException {
    Random random = new Random(10);
    for (int i = 0; i < 3000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(80) - 40);
      assertEquals(value, yaml.readTree("[" + Yaml.number(value) + "]").get(0).asDouble());
      assertTrue(yaml.readTree("[" + Yaml.number(value) + "]").get(0).isNumber());
    }
    assertEquals("0", Yaml.number(0));
    assertEquals("200", Yaml.number(200));
    assertEquals("2.0e+20", Yaml.number(2e20));
  }

  @Test
  void boundsHoldWhatWasFound() {
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      double one = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
      assertTrue(Bounds.minimum(one) <= one, "" + one);
      assertTrue(Bounds.maximum(one) >= one, "" + one);
    }
    assertEquals(0, Bounds.minimum(3));
    assertEquals(200, Bounds.maximum(72));
    assertEquals(-20, Bounds.minimum(-7));
    assertEquals(0, Bounds.maximum(-7));
    assertEquals(Double.POSITIVE_INFINITY, Bounds.maximum(Double.MAX_VALUE));
    assertEquals(Double.NEGATIVE_INFINITY, Bounds.minimum(-Double.MAX_VALUE));
  }

  @Test
  void sharesAllowWhatWasFound() {
    Random random = new Random(12);
    for (int i = 0; i < 3000; i++) {
      long rows = 1 + random.nextInt(100_000);
      long count = random.nextLong(rows + 1);
      double share = Bounds.share(count, rows);
      assertTrue(share <= 1 && Math.floor(share * rows) >= count, count + " of " + rows);
      assertTrue(share <= (double) count / rows + 0.02, count + " of " + rows);
    }
  }

  @Test
  void anotherBatchMayMissTwiceAsMuch() {
    assertEquals(0.22, Bounds.missing(1_964, 18_000));
    assertEquals(0.05, Bounds.missing(1, 18_000));
    assertEquals(1, Bounds.missing(60, 100));
  }
}
