package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  private static final int ROWS = 150_000;

  @TempDir private Path folder = Path.of("");

  private static Table table(int rows) {
    Random random = new Random(7);
    @Nullable String[] texts = new @Nullable String[rows];
    for (int row = 0; row < rows; row++) {
      texts[row] = row % 5 == 1 ? null : "ß".repeat(row % 3) + row;
    }
    return new Table(
        List.of(
            new TextColumn("id", texts),
            numbers(NumberColumn.Kind.NUMBER, random, rows),
            numbers(NumberColumn.Kind.INTEGER, random, rows),
            numbers(NumberColumn.Kind.BOOLEAN, random, rows),
            numbers(NumberColumn.Kind.TIMESTAMP, random, rows),
            new CategoryColumn("plan", random.ints(rows, -1, 2).toArray(), List.of("a", "b"))),
        rows);
  }

  private static NumberColumn numbers(NumberColumn.Kind kind, Random random, int rows) {
    double[] values =
        random.ints(rows, -1, 2).mapToDouble(value -> value < 0 ? Double.NaN : value).toArray();
    return new NumberColumn(kind.name(), kind, values);
  }

  private Path written(Table table, String name, int least, int most) throws IOException {
    Path file = folder.resolve(name);
    Random random = new Random(3);
    List<ColumnLayout> layout = table.columns().stream().map(ColumnLayout::of).toList();
    try (TableWriter writer = TableWriter.create(file, layout)) {
      int to;
      for (int from = 0; from < table.rows(); from = to) {
        to = Math.min(table.rows(), from + random.nextInt(least, most));
        writer.add(TableBatch.of(table, from, to));
      }
      writer.finish(Map.of("plan", List.of("a", "b")));
    }
    return file;
  }

  @Test
  void givesTheSameBytesHoweverTheRowsComeIn() throws IOException {
    Table table = table(ROWS);
    Path whole = folder.resolve("whole");
    ArrowTables.write(table, whole);
    assertEquals(-1, Files.mismatch(whole, written(table, "small", 1, 200)));
    assertEquals(-1, Files.mismatch(whole, written(table, "large", 60_000, 150_000)));
  }

  @Test
  void readsEachRowInOnePartAndInTheTablesOrder() throws IOException {
    Table table = table(ROWS);
    Path file = written(table, "file", 1000, 9000);
    for (int parts : new int[] {1, 2, 3, 7, 100}) {
      int rows = 0;
      int most = 0;
      for (int part = 1; part <= parts; part++) {
        int before = rows;
        try (TableReader reader = TableReader.open(file, new Shard(part, parts))) {
          for (Optional<TableBatch> next = reader.next(); next.isPresent(); next = reader.next()) {
            TableBatch batch = next.get();
            assertSame(TableBatch.of(table, rows, rows + batch.rows()), batch);
            rows += batch.rows();
          }
        }
        most = Math.max(most, rows - before);
      }
      assertEquals(ROWS, rows);
      assertTrue(most <= ROWS / parts + 2 * TableWriter.BATCH_ROWS, "about equal parts");
    }
  }

  @Test
  void readsNoRowsOfATableWithoutAny() throws IOException {
    try (TableReader reader = TableReader.open(written(table(0), "empty", 1, 2), new Shard(1, 2))) {
      assertEquals(Optional.empty(), reader.next());
    }
  }

  @Test
  void readsBackBatchByBatchWhatWasWritten() throws IOException {
    Table table = table(ROWS);
    int rows = 0;
    try (TableReader reader = TableReader.open(written(table, "file", 1000, 9000))) {
      assertEquals(table.columns().stream().map(ColumnLayout::of).toList(), reader.layout());
      for (Optional<TableBatch> next = reader.next(); next.isPresent(); next = reader.next()) {
        TableBatch batch = next.get();
        assertSame(TableBatch.of(table, rows, rows + batch.rows()), batch);
        rows += batch.rows();
      }
    }
    assertEquals(ROWS, rows);
  }

  private static void assertSame(TableBatch expected, TableBatch found) {
    for (NumberColumn.Kind kind : NumberColumn.Kind.values()) {
      assertArrayEquals(
          ((NumberColumn) expected.table().column(kind.name())).values(),
          ((NumberColumn) found.table().column(kind.name())).values());
    }
    assertArrayEquals(
        ((CategoryColumn) expected.table().column("plan")).codes(),
        ((CategoryColumn) found.table().column("plan")).codes());
    assertEquals(texts(expected), texts(found));
  }

  private static List<@Nullable String> texts(TableBatch batch) {
    Utf8Texts texts = batch.text("id").orElseThrow();
    List<@Nullable String> all = new ArrayList<>();
    for (int row = 0; row < texts.size(); row++) {
      all.add(texts.text(row));
    }
    return all;
  }

  @Test
  void selectsRowsOfEveryColumn() {
    Table table = table(100);
    int[] rows = {99, 1, 6, 6};
    Table selected = table.select(rows);
    assertSame(TableBatch.of(selected, 0, 4), TableBatch.of(table, 0, 100).select(rows));
  }

  @Test
  void writesATableWithoutRows() throws IOException {
    Table found = ArrowTables.read(written(table(0), "empty", 1, 2));
    assertEquals(0, found.rows());
    assertEquals(table(0).columns().size(), found.columns().size());
  }

  @Test
  void refusesWhatIsNoTable() throws IOException {
    Path file = Files.writeString(folder.resolve("none"), "no table, but as long as one might be");
    DataException refused = assertThrows(DataException.class, () -> TableReader.open(file));
    assertTrue(String.valueOf(refused.getMessage()).contains("expected a table as an Arrow file"));
  }
}
