package io.churnflow.learning.onnx;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Progress;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.support.Telco;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Models and rows on which the jars and onnxruntime must agree: the whole sample table, then rows
/// with missing and unseen cells and numbers far off.
///
/// `tests/models/test_onnx_agreement.py` reads what [#write] writes.
final class ModelCases {
  static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final int ODD_ROWS = 600;

  private ModelCases() {}

  /// A model of each kind, fitted on rows with missing cells.
  static List<StoredModel> models(FeatureTable table, byte[] labels, int trees) {
    return Learner.ALGORITHMS.stream()
        .map(algorithm -> model(algorithm, table, labels, trees))
        .toList();
  }

  private static StoredModel model(String algorithm, FeatureTable table, byte[] labels, int trees) {
    Map<String, Object> parameters =
        algorithm.equals("logistic-regression") ? Map.of() : Map.of("trees", trees);
    try (Workers workers = new Workers(2)) {
      FitContext context = new FitContext(1, workers, Progress.none());
      FittedModel model = Learner.of(algorithm, parameters).fit(table, labels, context);
      return new StoredModel(model, algorithm, 0.3125, DIGEST);
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
    double[] odd = {Double.NaN, 1e308, -1e308, 1e-308, -0.0, 1e15, usual, usual, usual, usual};
    return odd[random.nextInt(odd.length)];
  }

  /// Writes `rows.csv` and for each model `<algorithm>.onnx` and `<algorithm>.txt`, a probability a
  /// line.
  static void write(Path folder, FeatureTable rows, List<StoredModel> models) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("rows.csv"), lines(rows));
      for (StoredModel stored : models) {
        Files.write(folder.resolve(stored.algorithm() + ".onnx"), OnnxWriter.write(stored));
        Files.write(
            folder.resolve(stored.algorithm() + ".txt"),
            Arrays.stream(stored.model().probabilities(rows)).mapToObj(Double::toString).toList());
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static List<String> lines(FeatureTable rows) {
    List<String> lines = new ArrayList<>();
    lines.add(rows.columns().stream().map(Column::name).collect(Collectors.joining(",")));
    IntStream.range(0, rows.rows())
        .mapToObj(row ->
            rows.columns().stream()
                .map(column -> cell(column, row))
                .collect(Collectors.joining(",")))
        .forEach(lines::add);
    return lines;
  }

  private static String cell(Column column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    return switch (column) {
      case NumberColumn number -> Double.toString(number.values()[row]);
      case CategoryColumn category ->
          "\"" + category.dictionary().get(category.codes()[row]).replace("\"", "\"\"") + "\"";
      case TextColumn text -> String.valueOf(text.values()[row]);
    };
  }

  /// Writes the cases of `src/test/resources/kept/format-1`, once, when a format is new: small
  /// models, few rows.
  static void main(String[] arguments) {
    Telco telco = Telco.read();
    FeatureTable table = withOddRows(telco.features());
    byte[] labels = Arrays.copyOf(telco.labels(), table.rows());
    int[] few = IntStream.range(table.rows() - ODD_ROWS - 100, table.rows() - 400).toArray();
    write(Path.of(arguments[0]), table.select(few), models(table, labels, 5));
  }
}
