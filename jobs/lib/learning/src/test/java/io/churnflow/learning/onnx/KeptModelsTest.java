package io.churnflow.learning.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.learning.Feature;
import io.churnflow.learning.support.Telco;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Model files that were written when the format was new are read by every later version, and give
/// the same probabilities.
final class KeptModelsTest {
  private static final Path KEPT = Path.of("src", "test", "resources", "kept");

  static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.walk(KEPT)) {
      return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void readsAModelThatWasKept(Path model) throws IOException {
    StoredModel stored = OnnxReader.read(Files.readAllBytes(model));
    Path probabilities = Path.of(model.toString().replace(".onnx", ".txt"));
    double[] expected =
        Files.readAllLines(probabilities).stream().mapToDouble(Double::parseDouble).toArray();
    Table rows = rows(model.resolveSibling("rows.csv"), stored.model().features());
    assertArrayEquals(expected, stored.probabilities(rows));
  }

  @Test
  void keepsEveryAlgorithmOfTheFirstFormatAndEveryCalibrationAndTreesWithSetsOfTheSecond()
      throws IOException {
    assertEquals(3 + 3 * 3 + 2, models().size());
  }

  private static Table rows(Path file, List<Feature> features) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.getFirst().split(","));
    List<List<String>> rows = lines.stream().skip(1).map(KeptModelsTest::cells).toList();
    List<Column> columns = new ArrayList<>();
    for (Feature feature : features) {
      int place = header.indexOf(feature.name());
      String[] cells = rows.stream().map(row -> row.get(place)).toArray(String[]::new);
      columns.add(column(feature, cells));
    }
    return new Table(columns, rows.size());
  }

  private static Column column(Feature feature, String[] cells) {
    return switch (feature.kind()) {
      case TIMESTAMP -> throw new IllegalArgumentException(feature.name());
      case CATEGORY -> Telco.categories(feature.name(), cells);
      case NUMBER -> {
        double[] values = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
          values[row] = cells[row].isEmpty() ? Double.NaN : Double.parseDouble(cells[row]);
        }
        yield Telco.numbers(feature.name(), values);
      }
    };
  }

  /// Cells of a line; no cell of these files has a comma.
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      boolean quoted = cell.startsWith("\"");
      cells.add(quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell);
    }
    return cells;
  }
}
