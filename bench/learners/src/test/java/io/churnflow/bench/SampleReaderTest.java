package io.churnflow.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.learning.FeatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleReaderTest {
  @TempDir private Path folder = Path.of("");

  private Sample read(String text) throws IOException {
    return SampleReader.read(Files.writeString(folder.resolve("rows.csv"), text));
  }

  @Test
  void readsNumbersCategoriesAndLabels() throws IOException {
    Sample sample =
        read(
            """
            customer_id,churn,tenure,contract
            C1,Yes,1.5,Two year
            C2,No,,Month-to-month
            C3,No,-2,
            """);
    assertArrayEquals(new byte[] {1, 0, 0}, sample.labels());
    FeatureTable features = sample.features();
    assertArrayEquals(new double[] {1.5, Double.NaN, -2}, features.numbers(0));
    CategoryColumn contract = features.category(1);
    assertEquals(List.of("Two year", "Month-to-month"), contract.dictionary());
    assertArrayEquals(new int[] {0, 1, CategoryColumn.MISSING}, contract.codes());
  }

  @Test
  void namesTheRowOfAnUnknownLabel() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> read("churn,tenure\nYes,1\nperhaps,2\n"));
    assertEquals("row 2, churn: expected Yes or No, found 'perhaps'", refused.getMessage());
  }

  @Test
  void namesTheRowThatLacksACell() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read("churn,tenure\nYes\n"));
    assertEquals("row 1: expected 2 cells, found 1", refused.getMessage());
  }
}
