package io.churnflow.bench;

import io.churnflow.contracts.Column;
import io.churnflow.learning.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.model.cart.SplitRule;

/// Smile's random forest on the same numbers. It takes the common pool's threads.
///
/// @param trees number of trees
/// @param minLeaf fewest rows in a leaf
/// @param maxDepth most splits from root to leaf
/// @param maxFeatures columns looked at for a split; 0 is the square root of their number
record SmileForest(int trees, int minLeaf, int maxDepth, int maxFeatures) implements Contestant {
  private static final String LABEL = "label";

  @Override
  public Fitted fit(Sample train) {
    int width = train.features().columns().size();
    int mtry = maxFeatures == 0 ? (int) Math.sqrt(width) : maxFeatures;
    DataFrame frame = frame(train.features(), train.labels());
    RandomForest.Options options =
        new RandomForest.Options(
            trees, mtry, SplitRule.GINI, maxDepth, 0, minLeaf, 1, null, null, null);
    return new Fitted(RandomForest.fit(Formula.lhs(LABEL), frame, options));
  }

  private static DataFrame frame(FeatureTable table, byte[] labels) {
    List<ValueVector> vectors = new ArrayList<>();
    int[] classes = IntStream.range(0, labels.length).map(row -> labels[row]).toArray();
    vectors.add(new IntVector(LABEL, classes));
    for (int place = 0; place < table.columns().size(); place++) {
      Column column = table.columns().get(place);
      vectors.add(new DoubleVector(column.name(), filled(table.numbers(place))));
    }
    return new DataFrame(vectors.toArray(ValueVector[]::new));
  }

  /// Smile's trees know no missing numbers.
  private static double[] filled(double[] values) {
    return Arrays.stream(values).map(value -> Double.isNaN(value) ? -1 : value).toArray();
  }

  /// Smile's model.
  record Fitted(RandomForest forest) implements Scorer {
    @Override
    public double[] probabilities(FeatureTable table) {
      DataFrame frame = frame(table, new byte[table.rows()]);
      return IntStream.range(0, table.rows())
          .parallel()
          .mapToDouble(row -> {
            double[] shares = new double[2];
            forest.predict(frame.get(row), shares);
            return shares[1];
          })
          .toArray();
    }
  }
}
