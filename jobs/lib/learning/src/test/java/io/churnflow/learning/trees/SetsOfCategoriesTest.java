package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Learner;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.encoding.CategoryOrder;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.OnnxWriter;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.learning.support.Telco;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two of four categories turn round what a number says, among new customers only. The churn rates
/// of all customers follow the old ones and put the categories in alphabetical order, which no cut
/// parts into these two and the others.
final class SetsOfCategoriesTest {
  private static final int ROWS = 4_000;
  private static final List<String> CATEGORIES = List.of("a", "b", "c", "d");

  @ParameterizedTest
  @CsvSource({
    "gradient-boosting,a,c",
    "gradient-boosting,a,d",
    "random-forest,a,c",
    "random-forest,b,d"
  })
  void areOneSplit(String algorithm, String one, String other) {
    byte[] labels = new byte[ROWS];
    double[] fresh = new double[ROWS];
    double[] usage = new double[ROWS];
    int[] codes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      codes[row] = row % 4;
      fresh[row] = row / 4 % 2;
      usage[row] = row / 8 % 20 < 11 ? 0 : 1;
      boolean turned = List.of(one, other).contains(CATEGORIES.get(codes[row]));
      boolean churned = fresh[row] > 0 ? turned == usage[row] > 0 : row / 8 % 20 < 3 * codes[row];
      labels[row] = (byte) (churned ? 1 : 0);
    }
    FeatureTable table =
        Telco.table(
            new CategoryColumn("region", codes, CATEGORIES),
            Telco.numbers("fresh", fresh),
            Telco.numbers("usage", usage));
    TreeModel model = fit(algorithm, table, labels);
    CategoryOrder order = (CategoryOrder) model.encoder().encodings().getFirst();
    assertEquals(CATEGORIES, order.categories());
    List<Set<String>> sets = order.sets().stream().map(set -> texts(order, set)).toList();
    Set<String> pair = Set.of(one, other);
    Set<String> rest =
        Set.copyOf(CATEGORIES.stream().filter(text -> !pair.contains(text)).toList());
    assertTrue(sets.contains(pair) || sets.contains(rest), sets.toString());
    double[] found = model.probabilities(table);
    assertArrayEquals(found, readBack(model).probabilities(table));
  }

  private static Set<String> texts(CategoryOrder order, long set) {
    double[] side = order.side(set);
    return IntStream.range(0, CATEGORIES.size())
        .filter(place -> side[order.code(place)] == 0)
        .mapToObj(CATEGORIES::get)
        .collect(Collectors.toSet());
  }

  private static TreeModel fit(String algorithm, FeatureTable table, byte[] labels) {
    Map<String, Object> parameters =
        algorithm.equals("random-forest")
            ? Map.of("trees", 1, "max_depth", 5, "max_features", 3, "min_leaf", 5)
            : Map.of("trees", 1, "max_leaves", 8, "learning_rate", 1.0);
    try (Workers workers = new Workers(1)) {
      FitContext context = new FitContext(1, workers, FitProgress.none());
      Learner learner = Learner.of(algorithm, parameters);
      int[] rows = IntStream.range(0, labels.length).toArray();
      return (TreeModel) learner.fit(learner.prepare(table, workers), rows, labels, context);
    }
  }

  private static TreeModel readBack(TreeModel model) {
    StoredModel stored =
        new StoredModel(
            model, new Uncalibrated(), "trees", 0.5, "0123456789abcdef".repeat(4), List.of());
    return (TreeModel) OnnxReader.read(OnnxWriter.write(stored)).model();
  }
}
