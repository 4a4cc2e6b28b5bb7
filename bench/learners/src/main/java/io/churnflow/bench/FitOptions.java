package io.churnflow.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `bench/fit` is told. `bench/peers/fit.py` takes the same.
final class FitOptions {
  static final String SMILE = "smile-random-forest";

  @Option(
      names = "--learner",
      required = true,
      description = "random-forest, gradient-boosting, logistic-regression, smile-random-forest")
  private String learner = "";

  @Option(names = "--train", required = true, description = "CSV of training rows")
  private Path train = Path.of("");

  @Option(names = "--test", required = true, description = "CSV of other rows, for the AUC")
  private Path test = Path.of("");

  @Option(names = "--threads", description = "default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--repeat", description = "fits, of which the first is cold; default: 1")
  private int repeat = 1;

  @Option(names = "--shuffle", description = "each fit but the first on rows in another order")
  private boolean shuffle;

  @Option(names = "--seed", description = "default: 1")
  private long seed = 1;

  @Option(
      names = "--raw",
      description = "give trees the categories as text, instead of ordinal codes made beforehand")
  private boolean raw;

  @Option(names = "--explain", description = "explain the test rows too, and time it")
  private boolean explain;

  @Option(names = "--trees", description = "number of trees")
  private @Nullable Integer trees;

  @Option(names = "--min-leaf", description = "fewest rows in a leaf")
  private @Nullable Integer minLeaf;

  @Option(names = "--max-depth", description = "most splits from root to leaf")
  private @Nullable Integer maxDepth;

  @Option(names = "--max-features", description = "forest: columns a split; 0: square root")
  private @Nullable Integer maxFeatures;

  @Option(names = "--max-leaves", description = "boosting: most leaves of a tree")
  private @Nullable Integer maxLeaves;

  @Option(names = "--learning-rate", description = "boosting: what a tree is multiplied with")
  private @Nullable Double learningRate;

  @Option(names = "--l2", description = "boosting, logistic regression: penalty")
  private @Nullable Double l2;

  @Option(
      names = {"--parameter", "-P"},
      description = "any other parameter of the pipeline file: NAME=VALUE")
  private Map<String, Double> more = new HashMap<>();

  String learner() {
    return learner;
  }

  Path train() {
    return train;
  }

  Path test() {
    return test;
  }

  int threads() {
    return threads;
  }

  int repeat() {
    return repeat;
  }

  boolean shuffle() {
    return shuffle;
  }

  long seed() {
    return seed;
  }

  boolean explain() {
    return explain;
  }

  /// Whether categories become ordinal codes before the clock starts: for trees, as the peers'.
  boolean ordinal() {
    return !raw && !learner.equals("logistic-regression");
  }

  /// What was given, by the names of the pipeline file; the rest is the learner's default.
  Map<String, Object> parameters() {
    Map<String, Object> given = new HashMap<>(more);
    put(given, "trees", trees);
    put(given, "min_leaf", minLeaf);
    put(given, "max_depth", maxDepth);
    put(given, "max_features", maxFeatures);
    put(given, "max_leaves", maxLeaves);
    put(given, "learning_rate", learningRate);
    put(given, "l2", l2);
    return given;
  }

  private static void put(Map<String, Object> given, String name, @Nullable Object value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  SmileForest smileForest() {
    return new SmileForest(or(trees, 100), or(minLeaf, 5), or(maxDepth, 64), or(maxFeatures, 0));
  }

  private static int or(@Nullable Integer value, int fallback) {
    return value == null ? fallback : value;
  }
}
