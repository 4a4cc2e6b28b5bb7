package io.churnflow.learning.support;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The sample table, `data/telco_churn.csv`.
///
/// @param features its 19 feature columns
/// @param labels 1 where the customer left
@SuppressWarnings("ArrayRecordComponent")
public record Telco(FeatureTable features, byte[] labels) {
  private static final Target TARGET = new Target("churn", "Yes", "No");

  /// Reads it.
  public static Telco read() {
    List<String[]> cells = lines().stream().map(line -> line.split(",", -1)).toList();
    String[] header = cells.getFirst();
    List<String[]> rows = cells.subList(1, cells.size());
    List<Column> columns = new ArrayList<>();
    for (int place = 1; place < header.length; place++) {
      int column = place;
      columns.add(column(header[place], rows.stream().map(row -> row[column]).toList()));
    }
    Table table = new Table(columns, rows.size());
    List<String> features = List.of(header).subList(1, header.length - 1);
    return new Telco(FeatureTable.of(table, features), Labels.of(table, TARGET));
  }

  private static List<String> lines() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("data").resolve("telco_churn.csv");
      if (Files.exists(file)) {
        try {
          return Files.readAllLines(file);
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException("no data/telco_churn.csv above the working folder");
  }

  private static Column column(String name, List<String> cells) {
    boolean numbers = cells.stream().allMatch(cell -> cell.matches("[0-9.]*"));
    if (numbers) {
      double[] values =
          cells.stream()
              .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
              .toArray();
      return new NumberColumn(name, NumberColumn.Kind.NUMBER, values);
    }
    return categories(name, cells.toArray(String[]::new));
  }

  /// A category column of these texts; the empty text is missing.
  public static CategoryColumn categories(String name, String... cells) {
    List<String> dictionary =
        Arrays.stream(cells).filter(cell -> !cell.isEmpty()).distinct().toList();
    int[] codes = Arrays.stream(cells).mapToInt(dictionary::indexOf).toArray();
    return new CategoryColumn(name, codes, dictionary);
  }

  /// A number column.
  public static NumberColumn numbers(String name, double... values) {
    return new NumberColumn(name, NumberColumn.Kind.NUMBER, values);
  }

  /// A table of these columns.
  public static FeatureTable table(Column... columns) {
    return new FeatureTable(List.of(columns), columns[0].size());
  }
}
