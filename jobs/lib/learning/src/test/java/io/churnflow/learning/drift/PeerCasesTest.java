package io.churnflow.learning.drift;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.contracts.drift.Statistics;
import io.churnflow.contracts.drift.ToolVerdict;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.support.Telco;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Leaves tables and what we find of them in `target/drift-cases`, for `tests/peers/test_drift.py`,
/// which asks SciPy, Evidently and NannyML about the same tables.
class PeerCasesTest {
  private static final Path FOLDER = Path.of("target", "drift-cases");

  /// References on either side of Evidently's thousand rows; multiples of NannyML's ten chunks.
  @ParameterizedTest
  @ValueSource(ints = {400, 1000, 1010, 5000})
  void leavesACase(int rows) throws IOException {
    FeatureTable reference = table(rows, 1, 0);
    FeatureTable batch = table(900, 2, 0.3);
    Path folder = Files.createDirectories(FOLDER.resolve(Integer.toString(rows)));
    write(folder.resolve("reference.csv"), reference);
    write(folder.resolve("batch.csv"), batch);
    List<String> lines = new ArrayList<>(List.of("column,statistic,value"));
    DriftReference kept =
        new DriftReferences(Set.of(), "", "0".repeat(64))
            .of(reference, Map.of(), new double[] {0.5});
    for (ReferenceColumn column : kept.columns()) {
      lines.addAll(lines(column, Marginals.of(find(batch, column.name()))));
    }
    Files.write(folder.resolve("ours.csv"), lines);
    assertTrue(lines.size() > 80);
  }

  @Test
  void leavesFishersTables() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,p"));
    Randomness random = new Randomness(7);
    for (int i = 0; i < 200; i++) {
      int size = 1 << random.nextInt(14);
      long[] cells = IntStream.range(0, 4).mapToLong(cell -> random.nextInt(size)).toArray();
      double p = FisherExact.of(cells[0], cells[1], cells[2], cells[3]).p();
      lines.add("%d,%d,%d,%d,%s".formatted(cells[0], cells[1], cells[2], cells[3], p));
    }
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve("fisher.csv"), lines);
  }

  private static Column find(FeatureTable table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(ReferenceColumn column, Marginal batch) {
    ColumnComparison found = ColumnComparison.of(column, batch, "");
    Statistics statistics = found.statistics();
    List<String> lines = new ArrayList<>();
    add(lines, column, "psi", statistics.psi());
    add(lines, column, "jensen_shannon", statistics.jensenShannon());
    add(lines, column, "chi_squared", statistics.chiSquared());
    add(lines, column, "p", found.values().p());
    found
        .binShares()
        .forEach(bin -> {
          add(lines, column, "bin_reference", bin.reference());
          add(lines, column, "bin_batch", bin.batch());
        });
    if (column.marginal() instanceof NumberMarginal first
        && batch instanceof NumberMarginal second) {
      KolmogorovSmirnov test = KolmogorovSmirnov.of(first, second);
      add(lines, column, "ks", test.distance());
      add(lines, column, "ks_exact_p", test.exactP());
      add(lines, column, "ks_limit_p", test.limitP());
      add(lines, column, "wasserstein", Wasserstein.distance(first, second));
    }
    for (ToolVerdict tool : OtherTools.of(column, batch)) {
      add(lines, column, tool.tool() + "_value", tool.value());
      add(lines, column, tool.tool() + "_limit", tool.limit());
      add(lines, column, tool.tool() + "_drift", tool.drift() ? 1.0 : 0.0);
    }
    return lines;
  }

  private static void add(
      List<String> lines, ReferenceColumn column, String name, @Nullable Double value) {
    lines.add("%s,%s,%s".formatted(column.name(), name, value));
  }

  /// @param change how far the columns move
  private static FeatureTable table(int rows, long seed, double change) {
    Randomness random = new Randomness(seed);
    return Telco.table(
        numbers("smooth", rows, row -> uniform(random) + uniform(random) + change),
        numbers("alike", rows, row -> uniform(random)),
        numbers("skewed", rows, row -> Math.exp(4 * uniform(random)) * (1 + change)),
        numbers("gaps", rows, row -> uniform(random) < 0.2 + change ? Double.NaN : uniform(random)),
        numbers("mostly_zero", rows, row -> uniform(random) < 0.7 ? 0 : random.nextInt(30)),
        numbers("whole", rows, row -> random.nextInt(40)),
        numbers("seven", rows, row -> random.nextInt(change > 0 ? 6 : 7)),
        numbers("four", rows, row -> random.nextInt(4)),
        numbers("flag", rows, row -> uniform(random) < 0.3 + change ? 1 : 0),
        texts("plan", rows, random, change > 0 ? "abcdde" : "aabbcd"),
        texts("yes_no", rows, random, change > 0 ? "ny" : "nny"),
        texts("new_ones", rows, random, change > 0 ? "abcx" : "abc"));
  }

  private static Column texts(String name, int rows, Randomness random, String letters) {
    return Telco.categories(
        name,
        IntStream.range(0, rows)
            .mapToObj(row -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
            .toArray(String[]::new));
  }

  private static Column numbers(String name, int rows, IntToDoubleFunction value) {
    double[] values = new double[rows];
    Arrays.setAll(values, value);
    return new NumberColumn(name, NumberColumn.Kind.NUMBER, values);
  }

  private static double uniform(Randomness random) {
    return random.nextInt(1 << 30) / (double) (1 << 30);
  }

  private static void write(Path file, FeatureTable table) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", table.columns().stream().map(Column::name).toList()));
    List<String[]> cells = table.columns().stream().map(Column::texts).toList();
    for (int row = 0; row < table.rows(); row++) {
      int place = row;
      lines.add(String.join(",", cells.stream().map(column -> column[place]).toList()));
    }
    Files.write(file, lines);
  }
}
