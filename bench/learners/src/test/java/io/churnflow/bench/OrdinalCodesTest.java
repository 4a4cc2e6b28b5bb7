package io.churnflow.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.learning.FeatureTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrdinalCodesTest {
  private static FeatureTable table(List<String> dictionary, int... codes) {
    CategoryColumn column = new CategoryColumn("contract", codes, dictionary);
    return new FeatureTable(List.of(column), codes.length);
  }

  @Test
  void codesByTheAlphabetOfTheTrainingRows() {
    OrdinalCodes codes = OrdinalCodes.of(table(List.of("b", "c", "a"), 0, 1, 2));
    FeatureTable other = table(List.of("a", "z", "c"), 0, 1, 2, CategoryColumn.MISSING);
    Sample coded = codes.apply(new Sample(other, new byte[4]));
    assertArrayEquals(new double[] {0, -1, 2, Double.NaN}, coded.features().numbers(0));
  }
}
