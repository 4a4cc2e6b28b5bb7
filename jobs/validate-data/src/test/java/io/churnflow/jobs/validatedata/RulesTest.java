package io.churnflow.jobs.validatedata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.column;
import static io.churnflow.fixtures.ColumnBuilder.integer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Contract CONTRACT =
      new Contract(
          "id",
          new Target("left", "yes", "no"),
          Contract.ExtraColumns.IGNORE,
          0,
          new Contract.MinimumRows(3, 1),
          List.of(
              integer("age").atLeast(0).atMost(120).missing(0.4).build(),
              category("plan", "a", "b").build(),
              column("since", ColumnType.TIMESTAMP)
                  .missing(0.4)
                  .from("1970-01-01")
                  .until("1970-12-31T12:00:00Z")
                  .build()),
          null,
          List.of(),
          null,
          null);

  private String[] ids = {"x", "y", "z"};
  private double[] ages = {1, 2, 3};
  private double[] since = {0, 86_400_000, 1};
  private int[] plans = {0, 1, 0};
  private int[] labels = {0, 1, 0};

  private List<String> broken(Purpose purpose) {
    Table table =
        new Table(
            List.of(
                new TextColumn("id", ids),
                new NumberColumn("age", NumberColumn.Kind.INTEGER, ages),
                new NumberColumn(
                    "since", NumberColumn.Kind.TIMESTAMP, Arrays.copyOf(since, ids.length)),
                new CategoryColumn("plan", plans, List.of("a", "b", "c")),
                new CategoryColumn("left", labels, List.of("no", "yes", "perhaps"))),
            ids.length);
    return checks(purpose, Batches.of(table)).stream()
        .filter(check -> !check.holds())
        .map(Check::sentence)
        .toList();
  }

  private static List<Check> checks(Purpose purpose, Batches table) {
    try {
      return Rules.of(CONTRACT, purpose).check(table).checks();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void breaks(String sentence) {
    assertEquals(List.of(sentence), broken(Purpose.TRAINING));
  }

  @Test
  void acceptsATableThatKeepsTheContract() {
    assertEquals(List.of(), broken(Purpose.TRAINING));
  }

  @Test
  void allowsTheContractsShareOfMissingCells() {
    ages = new double[] {Double.NaN, 2, 3};
    assertEquals(List.of(), broken(Purpose.TRAINING));
    ages = new double[] {Double.NaN, Double.NaN, 3};
    breaks("column age: expected at most 1 of 3 cells missing (a share of 0.4), found 2 missing");
  }

  @Test
  void refusesAValueOutOfRange() {
    ages = new double[] {0, 121, 500};
    breaks("column age, row 2: expected a value from 0 to 120, found 121 (2 rows)");
  }

  @Test
  void refusesATimestampOutOfRange() {
    since = new double[] {0, -1, Double.NaN};
    breaks(
        "column since, row 2: expected a value from 1970-01-01 to 1970-12-31T12:00:00Z, found 1969-12-31T23:59:59.999Z");
  }

  @Test
  void refusesTooManyMissingTimestamps() {
    since = new double[] {Double.NaN, Double.NaN, 0};
    breaks("column since: expected at most 1 of 3 cells missing (a share of 0.4), found 2 missing");
  }

  @Test
  void refusesACategoryThatTheContractDoesNotName() {
    plans = new int[] {0, 2, 1};
    breaks("column plan, row 2: expected one of [a, b], found 'c'");
  }

  @Test
  void refusesAnIdThatStandsTwice() {
    ids = new String[] {"x", "y", "x"};
    breaks("column id, row 3: expected an id that stands once, found the id of row 1 again");
  }

  @Test
  void refusesOneClassOnly() {
    labels = new int[] {0, 0, 0};
    breaks("column left: expected rows of both classes, 'yes' and 'no', found no row with 'yes'");
  }

  @Test
  void refusesAnotherTargetValueAndAnEmptyOne() {
    labels = new int[] {0, 1, 2};
    breaks("column left, row 3: expected 'yes' or 'no', found 'perhaps'");
    labels = new int[] {0, 1, -1};
    breaks("column left, row 3: expected 'yes' or 'no', found an empty cell");
  }

  @Test
  void refusesTooFewRows() {
    ids = new String[] {"x", "y"};
    ages = new double[] {1, 2};
    plans = new int[] {0, 1};
    labels = new int[] {0, 1};
    breaks("table: expected at least 3 rows, found 2");
    assertEquals(List.of(), broken(Purpose.INFERENCE));
  }

  @Test
  void asksForNoTargetAtInference() {
    labels = new int[] {0, 0, 2};
    assertEquals(List.of(), broken(Purpose.INFERENCE));
  }

  @Test
  void endsWithColumnAndPatternWhereAnExpressionRunsAway() {
    TextsRule rule =
        TextsRule.pattern(category("plan").matching("((.*)*)*\\1;").build(), "((.*)*)*\\1;");
    Table table =
        new Table(List.of(new CategoryColumn("plan", new int[] {0}, List.of("a".repeat(80)))), 1);
    UsageException refused =
        assertThrows(UsageException.class, () -> rule.add(TableBatch.of(table, 0, 1), 0));
    assertEquals(
        "column plan, pattern ((.*)*)*\\1;: expected one that soon matches a text or not, found one that tries too many ways on a text of 80 characters (repetitions within repetitions?)",
        refused.getMessage());
  }
}
