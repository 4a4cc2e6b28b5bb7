package io.churnflow.learning.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.binning.BinnedColumn;
import io.churnflow.learning.support.Telco;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossFittedCodesTest {
  /// What trees are grown on for one column of texts.
  private static int[] grown(List<String> texts, byte[] labels) {
    FeatureTable table = Telco.table(Telco.categories("c", texts.toArray(String[]::new)));
    CategoryColumn column = (CategoryColumn) table.columns().getFirst();
    TreeEncoding order = TreeEncoder.fit(table, labels).encodings().getFirst();
    int[] rows = IntStream.range(0, labels.length).toArray();
    BinnedColumn binned = order.bin(new RawColumn.Categories(column), rows, labels).getFirst();
    return IntStream.range(0, rows.length).map(row -> binned.bins()[row] & 0xff).toArray();
  }

  private static byte[] labels(int rows, double rate, Random random) {
    byte[] labels = new byte[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) (random.nextDouble() < rate ? 1 : 0);
    }
    return labels;
  }

  /// The order alone would part the two classes of such rows entirely.
  @Test
  void aCategoryOfOneRowTellsNothingOfItsLabel() {
    byte[] labels = labels(200, 0.3, new Random(1));
    List<String> texts = IntStream.range(0, 200).mapToObj(row -> "c" + row).toList();
    int[] codes = grown(texts, labels);
    Set<Integer> left = new HashSet<>();
    Set<Integer> stayed = new HashSet<>();
    for (int row = 0; row < codes.length; row++) {
      (labels[row] == 1 ? left : stayed).add(codes[row]);
    }
    assertEquals(left, stayed);
    assertTrue(left.size() <= 5, "one code a part, found " + left);
  }

  @Test
  void categoriesOfManyRowsStayNearTheirPlaces() {
    int categories = 40;
    int each = 2000;
    byte[] labels = new byte[categories * each];
    List<String> texts =
        IntStream.range(0, labels.length).mapToObj(row -> "c" + row / each).toList();
    Random random = new Random(2);
    for (int row = 0; row < labels.length; row++) {
      labels[row] = (byte) (random.nextDouble() < 0.02 * (row / each) + 0.05 ? 1 : 0);
    }
    int[] codes = grown(texts, labels);
    double[] means =
        IntStream.range(0, categories)
            .mapToDouble(category ->
                Arrays.stream(codes, category * each, (category + 1) * each)
                    .average()
                    .orElseThrow())
            .toArray();
    for (int category = 3; category < categories; category++) {
      assertTrue(means[category - 3] < means[category], Arrays.toString(means));
    }
  }

  @Test
  void fewCategoriesKeepTheirCodes() {
    int few = CrossFittedCodes.FEWEST - 1;
    byte[] labels = labels(300, 0.4, new Random(3));
    List<String> texts = IntStream.range(0, 300).mapToObj(row -> "c" + row % few).toList();
    FeatureTable table = Telco.table(Telco.categories("c", texts.toArray(String[]::new)));
    double[] codes = TreeEncoder.fit(table, labels).encode(table)[0];
    double[] present = Arrays.stream(codes).distinct().sorted().toArray();
    assertArrayEquals(
        Arrays.stream(codes).mapToInt(code -> Arrays.binarySearch(present, code)).toArray(),
        grown(texts, labels));
  }
}
