package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.support.Telco;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static final Target TARGET = new Target("left", "Yes", "No");

  @Test
  void readsTheTwoValuesWhateverTheirCodes() {
    assertArrayEquals(new byte[] {0, 1, 1, 0}, Labels.of(table("No", "Yes", "Yes", "No"), TARGET));
  }

  @Test
  void namesTheRowOfAMissingTarget() {
    assertEquals("target left, row 2: expected 'Yes' or 'No', found nothing", messageOf("No", ""));
  }

  @Test
  void namesTheRowAndTheTextOfAnUnknownTarget() {
    assertEquals(
        "target left, row 3: expected 'Yes' or 'No', found 'Maybe'",
        messageOf("No", "Yes", "Maybe"));
  }

  private static Table table(String... cells) {
    return new Table(List.of(Telco.categories("left", cells)), cells.length);
  }

  private static String messageOf(String... cells) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Labels.of(table(cells), TARGET))
            .getMessage());
  }
}
