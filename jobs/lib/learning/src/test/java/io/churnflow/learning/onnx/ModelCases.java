package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.Timestamps;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Calibration;
import io.churnflow.learning.calibration.IsotonicLine;
import io.churnflow.learning.calibration.PlattScaling;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.explain.Contributions;
import io.churnflow.learning.explain.Explainer;
import io.churnflow.learning.support.Telco;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Models and rows on which the jars and onnxruntime must agree: the whole sample table, then rows
/// with missing and unseen cells and numbers far off.
///
/// `tests/models/test_onnx_agreement.py` and `tests/peers/test_shap.py` read what [#write] writes.
final class ModelCases {
  static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final int ODD_ROWS = 600;
  private static final Calibration PLATT = new PlattScaling(1.3, -0.4);

  /// With a stretch nearly as steep as may be.
  private static final Calibration ISOTONIC =
      new IsotonicLine(
          new double[] {0.02, 0.1, 0.25, 0.250001, 0.6, 0.95},
          new double[] {0, 0.04, 0.2, 0.27, 0.7, 1});

  private static final int EXPLAINED = 700;

  private ModelCases() {}

  /// A model of each kind, fitted on rows with missing cells: first all without calibration, then
  /// all with each.
  static List<StoredModel> models(FeatureTable table, byte[] labels, int trees) {
    List<StoredModel> bare =
        Learner.ALGORITHMS.stream()
            .map(algorithm ->
                new StoredModel(
                    fitted(algorithm, table, labels, trees),
                    new Uncalibrated(),
                    algorithm,
                    0.3125,
                    DIGEST,
                    List.of()))
            .toList();
    return Stream.of(new Uncalibrated(), PLATT, ISOTONIC)
        .flatMap(calibration -> bare.stream().map(model -> calibrated(model, calibration)))
        .toList();
  }

  private static StoredModel calibrated(StoredModel model, Calibration calibration) {
    return new StoredModel(
        model.model(),
        calibration,
        model.algorithm(),
        model.threshold(),
        model.contractSha256(),
        List.of());
  }

  /// A model of an algorithm.
  static FittedModel fitted(String algorithm, FeatureTable table, byte[] labels, int trees) {
    Map<String, Object> parameters =
        algorithm.equals("logistic-regression") ? Map.of() : Map.of("trees", trees);
    try (Workers workers = new Workers(2)) {
      FitContext context = new FitContext(1, workers, FitProgress.none());
      return Learner.of(algorithm, parameters).fit(table, labels, context);
    }
  }

  /// The sample's rows, then odd ones made of them.
  static FeatureTable withOddRows(FeatureTable table) {
    Randomness random = new Randomness(8);
    int rows = table.rows() + ODD_ROWS;
    return new FeatureTable(
        table.columns().stream().map(column -> withOddRows(column, rows, random)).toList(), rows);
  }

  private static Column withOddRows(Column column, int rows, Randomness random) {
    return switch (column) {
      case NumberColumn number -> {
        double[] values = Arrays.copyOf(number.values(), rows);
        for (int row = number.size(); row < rows; row++) {
          values[row] = odd(number.values()[random.nextInt(number.size())], random);
        }
        yield new NumberColumn(number.name(), number.kind(), values);
      }
      case CategoryColumn category -> {
        List<String> dictionary = new ArrayList<>(category.dictionary());
        dictionary.add("never seen: \"é\"; \\");
        int[] codes = Arrays.copyOf(category.codes(), rows);
        for (int row = category.size(); row < rows; row++) {
          codes[row] = random.nextInt(dictionary.size() + 1) - 1;
        }
        yield new CategoryColumn(category.name(), codes, dictionary);
      }
      case TextColumn text -> throw new IllegalArgumentException(text.name());
    };
  }

  private static double odd(double usual, Randomness random) {
    double[] odd = {
      Double.NaN, 1e308, -1e308, Double.MIN_VALUE, -0.0, 1e15, usual, usual, usual, usual
    };
    return odd[random.nextInt(odd.length)];
  }

  /// Writes `rows.csv` and for each model `<name>.onnx` and `<name>.txt`, a probability a line; of
  /// the last rows, `explained.csv`, also `<name>.shap.csv`: base and contributions.
  static void write(Path folder, FeatureTable rows, List<StoredModel> models) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("rows.csv"), lines(rows.columns(), rows.rows()));
      int from = Math.max(0, rows.rows() - EXPLAINED);
      FeatureTable explained = rows.select(IntStream.range(from, rows.rows()).toArray());
      Files.write(folder.resolve("explained.csv"), lines(explained.columns(), explained.rows()));
      for (StoredModel stored : models) {
        String name = name(stored);
        Files.write(folder.resolve(name + ".onnx"), OnnxWriter.write(stored));
        Files.write(
            folder.resolve(name + ".txt"),
            Arrays.stream(probabilities(stored, rows)).mapToObj(Double::toString).toList());
        if (stored.model().explainable()) {
          Files.write(
              folder.resolve(name + ".shap.csv"),
              lines(Explainer.of(stored.model()).explain(explained)));
        }
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// The names of the values inside a model's graph, its inputs not among them.
  static Set<String> valuesInside(StoredModel stored) {
    try {
      GraphProto graph = ModelProto.parseFrom(OnnxWriter.write(stored)).getGraph();
      Set<String> names = new TreeSet<>();
      graph.getInitializerList().forEach(constant -> names.add(constant.getName()));
      graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
      return names;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// `<algorithm>`, or `<algorithm>-<calibration>` where it has one.
  private static String name(StoredModel stored) {
    return stored.calibration() instanceof Uncalibrated
        ? stored.algorithm()
        : stored.algorithm() + "-" + stored.calibration().method();
  }

  /// What the jars make of these rows.
  static double[] probabilities(StoredModel stored, FeatureTable rows) {
    return stored.probabilities(new Table(rows.columns(), rows.rows()));
  }

  /// A CSV.
  static List<String> lines(List<Column> columns, int rows) {
    List<String> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::name).collect(Collectors.joining(",")));
    IntStream.range(0, rows)
        .mapToObj(row ->
            columns.stream().map(column -> cell(column, row)).collect(Collectors.joining(",")))
        .forEach(lines::add);
    return lines;
  }

  private static List<String> lines(Contributions found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        found.features().stream().map(Feature::name).collect(Collectors.joining(",", "base,", "")));
    for (int row = 0; row < found.values()[0].length; row++) {
      int place = row;
      lines.add(
          Arrays.stream(found.values())
              .map(column -> Double.toString(column[place]))
              .collect(Collectors.joining(",", found.base() + ",", "")));
    }
    return lines;
  }

  private static String cell(Column column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return switch (column) {
      case NumberColumn number ->
          number.kind() == NumberColumn.Kind.TIMESTAMP
              ? Timestamps.text(number.values()[row])
              : Double.toString(number.values()[row]);
      case CategoryColumn category ->
          "\"" + category.dictionary().get(category.codes()[row]).replace("\"", "\"\"") + "\"";
      case TextColumn text -> String.valueOf(text.values()[row]);
    };
  }

  /// Writes the cases of `src/test/resources/kept/format-<n>`, once, when a format is new: small
  /// models, few rows. docs/decisions/0004 says how to call it.
  static void main(String[] arguments) {
    Telco telco = Telco.read();
    FeatureTable table = withOddRows(telco.features());
    byte[] labels = Arrays.copyOf(telco.labels(), table.rows());
    int[] few = IntStream.range(table.rows() - ODD_ROWS - 100, table.rows() - 400).toArray();
    write(Path.of(arguments[0]), table.select(few), models(table, labels, 5));
  }
}
