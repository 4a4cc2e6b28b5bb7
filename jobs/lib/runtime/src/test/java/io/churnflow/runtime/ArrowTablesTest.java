package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowTablesTest {
  @TempDir Path folder;

  private static Table table(int rows) {
    Random random = new Random(1);
    double[] numbers =
        random.doubles(rows).map(value -> value < 0.1 ? Double.NaN : value).toArray();
    double[] integers =
        random
            .doubles(rows)
            .map(value -> value < 0.1 ? Double.NaN : Math.rint(value * 1e12))
            .toArray();
    double[] booleans =
        random.doubles(rows).map(value -> value < 0.1 ? Double.NaN : Math.rint(value)).toArray();
    double[] moments =
        Arrays.stream(integers).map(value -> Double.isNaN(value) ? value : value - 5e11).toArray();
    int[] codes = random.ints(rows, -1, 3).toArray();
    @Nullable String[] texts = new @Nullable String[rows];
    for (int row = 0; row < rows; row++) {
      texts[row] = row % 7 == 3 ? null : "Zoë €" + row;
    }
    return new Table(
        List.of(
            new NumberColumn("number", NumberColumn.Kind.NUMBER, numbers),
            new NumberColumn("integer", NumberColumn.Kind.INTEGER, integers),
            new NumberColumn("boolean", NumberColumn.Kind.BOOLEAN, booleans),
            new NumberColumn("timestamp", NumberColumn.Kind.TIMESTAMP, moments),
            new CategoryColumn("category", codes, List.of("a", "", "c, \"quoted\"")),
            new TextColumn("text", texts)),
        rows);
  }

  private static void assertSame(Table expected, Table found) {
    assertEquals(expected.rows(), found.rows());
    for (String name : List.of("number", "integer", "boolean", "timestamp")) {
      NumberColumn column = (NumberColumn) found.column(name);
      assertEquals(((NumberColumn) expected.column(name)).kind(), column.kind());
      assertArrayEquals(((NumberColumn) expected.column(name)).values(), column.values());
    }
    CategoryColumn categories = (CategoryColumn) found.column("category");
    assertArrayEquals(((CategoryColumn) expected.column("category")).codes(), categories.codes());
    assertEquals(List.of("a", "", "c, \"quoted\""), categories.dictionary());
    assertArrayEquals(
        ((TextColumn) expected.column("text")).values(),
        ((TextColumn) found.column("text")).values());
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    for (int rows : new int[] {1, 70_000}) {
      Path file = folder.resolve(rows + ".arrow");
      ArrowTables.write(table(rows), file);
      assertSame(table(rows), ArrowTables.read(file));
    }
  }

  @Test
  void givesTheSameBytesForTheSameTable() throws IOException {
    Path one = folder.resolve("one.arrow");
    Path two = folder.resolve("two.arrow");
    ArrowTables.write(table(70_000), one);
    ArrowTables.write(table(70_000), two);
    assertEquals(-1, Files.mismatch(one, two));
  }

  @Test
  void refusesADamagedFile() throws IOException {
    Path file = folder.resolve("whole.arrow");
    ArrowTables.write(table(100), file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 50, bytes.length / 2, bytes.length - 1}) {
      Path cut =
          Files.write(folder.resolve("cut" + length), java.util.Arrays.copyOf(bytes, length));
      assertThrows(DataException.class, () -> ArrowTables.read(cut));
    }
  }
}
