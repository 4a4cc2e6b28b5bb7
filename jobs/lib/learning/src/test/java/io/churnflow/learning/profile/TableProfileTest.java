package io.churnflow.learning.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.learning.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableProfileTest {
  private static final int ROWS = 2000;

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<ProfiledColumn> profiled = new ArrayList<>();
  private final byte[] labels = Samples.labels(ROWS, 9);

  private void number(String name, ColumnType type, double[] values) {
    NumberColumn.Kind kind =
        type == ColumnType.INTEGER ? NumberColumn.Kind.INTEGER : NumberColumn.Kind.NUMBER;
    columns.put(name, new NumberColumn(name, kind, values));
    profiled.add(new ProfiledColumn(name, type, ProfiledColumn.Visibility.SHOWN));
  }

  private void category(String name, int[] codes, List<String> names) {
    columns.put(name, new CategoryColumn(name, codes, names));
    profiled.add(new ProfiledColumn(name, ColumnType.CATEGORY, ProfiledColumn.Visibility.SHOWN));
  }

  private TableProfile profile() {
    Table table = new Table(List.copyOf(columns.values()), ROWS);
    Map<String, List<String>> dictionaries = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (column instanceof CategoryColumn category) {
        dictionaries.put(column.name(), category.dictionary());
      }
    }
    return TableProfile.of(TableTally.of(table, labels, 0, profiled), profiled, dictionaries, 0);
  }

  private static double[] noise(long seed) {
    Randomness random = new Randomness(seed);
    return IntStream.range(0, ROWS).mapToDouble(row -> random.nextInt(100)).toArray();
  }

  private List<String> suspected(Suspicion.Kind kind) {
    return profile().suspicions().stream()
        .filter(suspicion -> suspicion.kind() == kind)
        .flatMap(suspicion -> suspicion.columns().stream())
        .toList();
  }

  @Test
  void numbersAreAsNumPyHasThem() {
    double[] eight = {1, 2, 3, 4, 10, 11, 12.5, 40};
    double[] values = new double[ROWS];
    Arrays.fill(values, Double.NaN);
    System.arraycopy(eight, 0, values, 0, eight.length);
    number("x", ColumnType.NUMBER, values);
    ColumnProfile column = profile().columns().getFirst();
    NumberSummary numbers = column.numbers();
    assertNotNull(numbers);
    assertEquals(ROWS - 8, column.missing());
    assertEquals(8, column.distinct());
    assertEquals(1.35, numbers.p05(), 1e-12);
    assertEquals(2.75, numbers.p25(), 1e-12);
    assertEquals(7, numbers.median(), 1e-12);
    assertEquals(11.375, numbers.p75(), 1e-12);
    assertEquals(30.375, numbers.p95(), 1e-12);
    assertEquals(11.375 + 1.5 * 8.625, numbers.upperFence(), 1e-12);
    assertEquals(1, numbers.aboveFence());
    assertEquals(0, numbers.belowFence());
  }

  @Test
  void everyRowIsInOneRangeAndOneBin() {
    number("x", ColumnType.NUMBER, Samples.numbers(ROWS, 1));
    number("n", ColumnType.INTEGER, noise(2));
    for (ColumnProfile column : profile().columns()) {
      assertEquals(10, column.rates().size());
      assertEquals(ROWS, column.rates().stream().mapToLong(Rate::rows).sum());
      for (Rate rate : column.rates()) {
        assertEquals(ROWS / 10.0, rate.rows(), 60);
      }
      Histogram histogram = column.histogram();
      assertNotNull(histogram);
      long drawn = histogram.bins().stream().mapToLong(ClassCounts::rows).sum();
      assertEquals(ROWS, drawn + histogram.below() + histogram.above());
    }
  }

  @Test
  void rangesOfARowCountThatTenDoesNotDivideAreNoMoreThanTen() {
    double[] values =
        IntStream.range(0, ROWS).mapToDouble(row -> row < 7 ? Double.NaN : row).toArray();
    number("x", ColumnType.NUMBER, values);
    List<Rate> rates = profile().columns().getFirst().rates();
    assertEquals(11, rates.size());
    assertEquals(Rate.Kind.MISSING, rates.getLast().kind());
    assertTrue(rates.stream().limit(10).allMatch(rate -> rate.rows() >= 199));
  }

  @Test
  void suspectsWhatADataScientistWould() {
    number("fine", ColumnType.NUMBER, noise(3));
    number("copy", ColumnType.NUMBER, noise(3));
    number(
        "like",
        ColumnType.NUMBER,
        IntStream.range(0, ROWS).mapToDouble(row -> noise(3)[row] * 2 + row % 2).toArray());
    number(
        "leak",
        ColumnType.NUMBER,
        IntStream.range(0, ROWS).mapToDouble(row -> labels[row] * 2 + row % 2).toArray());
    number(
        "serial", ColumnType.INTEGER, IntStream.range(0, ROWS).mapToDouble(row -> row).toArray());
    number("constant", ColumnType.NUMBER, new double[ROWS]);
    number(
        "gaps",
        ColumnType.NUMBER,
        IntStream.range(0, ROWS).mapToDouble(row -> row % 3 == 0 ? row : Double.NaN).toArray());
    category(
        "towns",
        IntStream.range(0, ROWS).map(row -> row * 31 % 300).toArray(),
        IntStream.range(0, 300).mapToObj(i -> "t" + i).toList());
    assertEquals(List.of("leak"), suspected(Suspicion.Kind.LEAKING));
    assertEquals(List.of("fine", "copy"), suspected(Suspicion.Kind.COPIED_COLUMNS));
    assertEquals(List.of("constant"), suspected(Suspicion.Kind.CONSTANT));
    assertEquals(List.of("serial"), suspected(Suspicion.Kind.ID_LIKE));
    assertEquals(List.of("gaps"), suspected(Suspicion.Kind.MOSTLY_MISSING));
    assertEquals(List.of("towns"), suspected(Suspicion.Kind.MANY_CATEGORIES));
    assertTrue(suspected(Suspicion.Kind.CORRELATED).containsAll(List.of("fine", "copy", "like")));
    assertEquals(List.of(), suspected(Suspicion.Kind.OUTLIERS));
  }

  @Test
  void aTableWithoutAnySuspicionHasNone() {
    number("fine", ColumnType.NUMBER, noise(4));
    number("other", ColumnType.NUMBER, noise(5));
    assertEquals(List.of(), profile().suspicions());
  }

  @Test
  void ofAHiddenColumnNoValueIsKept() {
    double[] values = noise(6);
    columns.put("age", new NumberColumn("age", NumberColumn.Kind.NUMBER, values));
    profiled.add(new ProfiledColumn("age", ColumnType.NUMBER, ProfiledColumn.Visibility.PERSONAL));
    columns.put("name", new CategoryColumn("name", new int[ROWS], List.of("Secret")));
    profiled.add(
        new ProfiledColumn("name", ColumnType.CATEGORY, ProfiledColumn.Visibility.EXCLUDED));
    TableProfile profile = profile();
    for (ColumnProfile column : profile.columns()) {
      assertNull(column.numbers());
      assertNull(column.histogram());
      assertEquals(List.of(), column.rates());
    }
    assertEquals(100, profile.columns().getFirst().distinct());
    assertEquals(List.of(), profile.matrix().columns());
    assertFalse(profile.toString().contains("Secret"), profile.toString());
  }

  @Test
  void categoriesBeyondTheListedOnesArePutTogether() {
    category(
        "town",
        IntStream.range(0, ROWS).map(row -> row % 40).toArray(),
        IntStream.range(0, 40).mapToObj(i -> "t" + i).toList());
    List<Rate> rates = profile().columns().getFirst().rates();
    assertEquals(13, rates.size());
    assertEquals("28 other categories", rates.getLast().part());
    assertEquals(28 * 50, rates.getLast().rows());
  }
}
