package io.churnflow.learning.onnx;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.calibration.Calibration;
import io.churnflow.learning.calibration.IsotonicLine;
import io.churnflow.learning.calibration.PlattScaling;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.encoding.CategoryOrder;
import io.churnflow.learning.encoding.FilledNumber;
import io.churnflow.learning.encoding.Imputation;
import io.churnflow.learning.encoding.TreeEncoder;
import io.churnflow.learning.encoding.TreeEncoding;
import io.churnflow.learning.linear.CategoryTerm;
import io.churnflow.learning.linear.LinearTerm;
import io.churnflow.learning.linear.NumberTerm;
import io.churnflow.learning.linear.Scaling;
import io.churnflow.learning.support.Telco;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Models that no learner would make, and rows that try them: splits at numbers far off, cells that
/// equal a split's threshold, single leaves, points of a calibration anywhere.
final class RandomModels {
  private static final int ROWS = 150;
  private static final List<String> TEXTS = List.of("a", "b b", "ü", "\"c\"");
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1 / 3.0,
    1e308,
    -1e308,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e-3,
    12345.678
  };

  private final Randomness random;

  RandomModels(int seed) {
    random = new Randomness(1000 + seed);
  }

  StoredModel model() {
    List<Feature> features =
        IntStream.rangeClosed(0, 1 + random.nextInt(4))
            .mapToObj(i -> new Feature("x" + i, Feature.Kind.values()[random.nextInt(2)]))
            .toList();
    FittedModel model = random.nextInt(4) == 0 ? linear(features) : trees(features);
    return new StoredModel(model, calibration(), "model", 0.5, ModelCases.DIGEST, List.of());
  }

  FeatureTable rows(List<Feature> features) {
    return new FeatureTable(features.stream().map(this::column).toList(), ROWS);
  }

  private Column column(Feature feature) {
    return switch (feature.kind()) {
      case TIMESTAMP -> throw new IllegalArgumentException(feature.name());
      case NUMBER ->
          Telco.numbers(
              feature.name(),
              DoubleStream.generate(() -> random.nextInt(8) == 0 ? Double.NaN : number())
                  .limit(ROWS)
                  .toArray());
      case CATEGORY ->
          new CategoryColumn(
              feature.name(),
              IntStream.generate(() -> random.nextInt(TEXTS.size() + 1) - 1).limit(ROWS).toArray(),
              TEXTS);
    };
  }

  private double number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private double unit() {
    return random.nextInt(1 << 30) / (double) ((1 << 30) - 1);
  }

  private double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /// The last text is never known.
  private List<String> known() {
    return TEXTS.subList(0, random.nextInt(TEXTS.size()));
  }

  private Calibration calibration() {
    return switch (random.nextInt(3)) {
      case 0 -> new Uncalibrated();
      case 1 -> new PlattScaling(between(0, 3), between(-2, 2));
      default -> {
        int points = random.nextInt(4) == 0 ? 1 : 2 + random.nextInt(40);
        yield IsotonicLine.through(ascending(points), ascending(points));
      }
    };
  }

  private double[] ascending(int count) {
    return DoubleStream.generate(this::unit).limit(count).sorted().toArray();
  }

  private FittedModel linear(List<Feature> features) {
    return new LinearModel(between(-1, 1), features.stream().map(this::term).toList(), List.of());
  }

  private LinearTerm term(Feature feature) {
    return switch (feature.kind()) {
      case TIMESTAMP -> throw new IllegalArgumentException(feature.name());
      case NUMBER ->
          new NumberTerm(
              feature.name(),
              new Scaling(between(-2, 2), between(-2, 2), between(1e-3, 2)),
              between(-1, 1),
              between(-1, 1));
      case CATEGORY -> {
        List<String> known = known();
        yield new CategoryTerm(
            feature.name(),
            known,
            DoubleStream.generate(() -> between(-1, 1)).limit(known.size() + 1).toArray());
      }
    };
  }

  private FittedModel trees(List<Feature> features) {
    TreeEncoder encoder = new TreeEncoder(features.stream().map(this::encoding).toList());
    TreeEnsemble.Kind kind = TreeEnsemble.Kind.values()[random.nextInt(2)];
    return new TreeModel(encoder, new Grower(encoder.width(), kind).ensemble());
  }

  private TreeEncoding encoding(Feature feature) {
    return switch (feature.kind()) {
      case TIMESTAMP -> throw new IllegalArgumentException(feature.name());
      case NUMBER ->
          new FilledNumber(feature.name(), new Imputation(number(), random.nextInt(2) == 0));
      case CATEGORY -> {
        List<String> known = known();
        int missing = random.nextInt(known.size() + 2);
        int unseen = (missing + 1 + random.nextInt(known.size() + 1)) % (known.size() + 2);
        yield new CategoryOrder(feature.name(), known, missing, unseen, sets(known.size() + 2));
      }
    };
  }

  private List<Long> sets(int levels) {
    return Stream.generate(() -> 1L + random.nextInt((1 << levels) - 2))
        .limit(random.nextInt(3))
        .toList();
  }

  /// Trees as flat arrays, node by node.
  private final class Grower {
    private final int width;
    private final TreeEnsemble.Kind kind;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> feature = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();

    Grower(int width, TreeEnsemble.Kind kind) {
      this.width = width;
      this.kind = kind;
    }

    TreeEnsemble ensemble() {
      for (int tree = random.nextInt(20); tree >= 0; tree--) {
        roots.add(feature.size());
        grow(1 + random.nextInt(6));
      }
      boolean mean = kind == TreeEnsemble.Kind.MEAN;
      return new TreeEnsemble(
          ints(roots),
          ints(feature),
          value.stream().mapToDouble(Double::doubleValue).toArray(),
          ints(right),
          new int[0],
          kind,
          mean ? 0 : between(-1, 1));
    }

    private void grow(int depth) {
      int node = feature.size();
      boolean leaf = depth == 0 || random.nextInt(4) == 0;
      feature.add(leaf ? TreeEnsemble.LEAF : random.nextInt(width));
      value.add(leaf ? leaf() : number());
      right.add(0);
      if (!leaf) {
        grow(depth - 1);
        right.set(node, feature.size());
        grow(depth - 1);
      }
    }

    private double leaf() {
      return kind == TreeEnsemble.Kind.MEAN ? unit() : between(-2, 2);
    }

    private static int[] ints(List<Integer> numbers) {
      return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
