package io.churnflow.jobs.validatedata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.fixtures.Contracts;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules held against a file of more than one batch.
class LongTableTest {
  private static final int ROWS = 200_000;
  private static final Contract CONTRACT =
      Contracts.of(
          new Target("left", "yes", "no"),
          number("age").atLeast(0).atMost(120).missing(0.5).personal(),
          category("plan", "a"));

  @TempDir private Path folder = Path.of("");
  private final String[] ids =
      IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(String[]::new);
  private final double[] ages = new double[ROWS];
  private final int[] plans = new int[ROWS];
  private final int[] labels = IntStream.range(0, ROWS).map(row -> row % 2).toArray();

  private List<String> broken() throws IOException {
    Path file = folder.resolve("table.arrow");
    Files.deleteIfExists(file);
    ArrowTables.write(
        new Table(
            List.of(
                new TextColumn("id", ids),
                new NumberColumn("age", NumberColumn.Kind.NUMBER, ages),
                new CategoryColumn("plan", plans, List.of("a", "b")),
                new CategoryColumn("left", labels, List.of("no", "yes", "perhaps"))),
            ROWS),
        file);
    Validation found = Rules.of(CONTRACT, Purpose.TRAINING).check(Batches.of(file));
    assertEquals(ROWS, found.rows());
    return found.checks().stream().filter(check -> !check.holds()).map(Check::sentence).toList();
  }

  @Test
  void acceptsATableThatKeepsTheContract() throws IOException {
    assertEquals(List.of(), broken());
  }

  @Test
  void findsIdsThatStandTwiceFarApart() throws IOException {
    ids[150_000] = ids[70_000];
    ids[190_000] = ids[70_000];
    ids[180_000] = ids[3];
    assertEquals(
        List.of(
            "column id, row 150001: expected an id that stands once, "
                + "found the id of row 70001 again (3 rows)"),
        broken());
  }

  @Test
  void countsRowsThroughTheWholeTable() throws IOException {
    ages[99_999] = 121;
    ages[199_999] = -1;
    plans[199_998] = 1;
    labels[199_997] = 2;
    assertEquals(
        List.of(
            "column age, row 100000: expected a value from 0 to 120, "
                + "found another value (personal, not shown) (2 rows)",
            "column plan, row 199999: expected one of [a], found 'b'",
            "column left, row 199998: expected 'yes' or 'no', found 'perhaps'"),
        broken());
  }

  @Test
  void countsMissingCellsThroughTheWholeTable() throws IOException {
    Arrays.fill(ages, 0, ROWS / 2 + 1, Double.NaN);
    assertEquals(
        List.of(
            "column age: expected at most 100000 of 200000 cells missing (a share of 0.5), "
                + "found 100001 missing"),
        broken());
  }
}
