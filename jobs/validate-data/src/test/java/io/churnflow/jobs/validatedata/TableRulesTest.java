package io.churnflow.jobs.validatedata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.column;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.CrossColumnRule;
import io.churnflow.contracts.pipeline.CrossColumnRule.Kind;
import io.churnflow.contracts.pipeline.DuplicateLimit;
import io.churnflow.contracts.pipeline.RowCountLimit;
import io.churnflow.contracts.pipeline.Severity;
import io.churnflow.fixtures.Contracts;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules over two columns of a row, and over rows.
class TableRulesTest {
  private static final double NONE = Double.NaN;

  @TempDir private Path home = Path.of("");
  private double[] months = {1, 5, 9, NONE};
  private double[] limits = {2, 5, NONE, 1};
  private double[] active = {1, 0, 1, 0};
  private int[] plans = {0, 0, 0, 0};
  private @Nullable DuplicateLimit duplicates;
  private @Nullable RowCountLimit rowCount;
  private BatchRows previous = BatchRows.NONE;
  private boolean personal;

  private Validation found(CrossColumnRule... rules) throws IOException {
    Contract plain =
        Contracts.of(
            personal ? number("months").missing(1).personal() : number("months").missing(1),
            number("most").missing(1),
            column("active", ColumnType.BOOLEAN).missing(1),
            category("plan").missing(1));
    Contract contract =
        new Contract(
            plain.id(),
            plain.target(),
            plain.extraColumns(),
            0,
            plain.minimumRows(),
            plain.columns(),
            null,
            List.of(rules),
            duplicates,
            rowCount);
    Table table =
        new Table(
            List.of(
                new TextColumn("id", new String[] {"a", "b", "c", "d"}),
                new NumberColumn("months", NumberColumn.Kind.NUMBER, months),
                new NumberColumn("most", NumberColumn.Kind.NUMBER, limits),
                new NumberColumn("active", NumberColumn.Kind.BOOLEAN, active),
                new CategoryColumn("plan", plans, List.of("x", "y"))),
            4);
    return new Rules(contract, Purpose.INFERENCE, previous, RowNumbers.ALL)
        .check(Batches.of(table));
  }

  private List<String> broken(CrossColumnRule... rules) throws IOException {
    return found(rules).errors().stream().map(Check::sentence).toList();
  }

  private static CrossColumnRule rule(Kind kind, String column, String other, double share) {
    return new CrossColumnRule(kind, column, other, share, null);
  }

  @Test
  void comparesTwoColumnsWhereBothAreGiven() throws IOException {
    CrossColumnRule rule = rule(Kind.AT_MOST, "months", "most", 0);
    assertEquals(List.of(), broken(rule));
    months = new double[] {1, 5.5, 9, NONE};
    assertEquals(
        List.of(
            "column months, row 2: expected a value of at most most, found 5.5 beside most of 5"),
        broken(rule));
    personal = true;
    assertEquals(
        List.of(
            "column months, row 2: expected a value of at most most, "
                + "found another value (personal, not shown) beside most of 5"),
        broken(rule));
  }

  @Test
  void allowsAShareOfRowsToBreakARule() throws IOException {
    months = new double[] {3, 6, 9, NONE};
    assertEquals(1, broken(rule(Kind.AT_MOST, "months", "most", 0.49)).size());
    assertEquals(List.of(), broken(rule(Kind.AT_MOST, "months", "most", 0.5)));
  }

  @Test
  void asksForACellWhereAnotherIsGiven() throws IOException {
    assertEquals(
        List.of("column months, row 4: expected a value where most is given, found an empty cell"),
        broken(rule(Kind.REQUIRED_IF, "months", "most", 0)));
    plans = new int[] {0, 0, -1, 0};
    assertEquals(List.of(), broken(rule(Kind.REQUIRED_IF, "plan", "most", 0)));
  }

  @Test
  void asksForACellWhereABooleanIsTrue() throws IOException {
    assertEquals(
        List.of("column most, row 3: expected a value where active is true, found an empty cell"),
        broken(rule(Kind.REQUIRED_IF, "most", "active", 0)));
    active = new double[] {1, 0, 0, NONE};
    assertEquals(List.of(), broken(rule(Kind.REQUIRED_IF, "most", "active", 0)));
  }

  @Test
  void warnsWhereTheRuleSaysSo() throws IOException {
    CrossColumnRule rule =
        new CrossColumnRule(Kind.REQUIRED_IF, "months", "most", 0, Severity.WARNING);
    assertEquals(List.of(), broken(rule));
    assertEquals(1, found(rule).warnings().size());
  }

  @Test
  void countsRowsThatEqualAnEarlierOneButForTheId() throws IOException {
    months = new double[] {1, 1, 2, 1};
    limits = new double[] {NONE, NONE, 7, NONE};
    active = new double[] {1, 1, 1, 1};
    assertEquals(List.of(), broken());
    duplicates = new DuplicateLimit(0.25, null);
    assertEquals(
        List.of(
            "table, row 2: expected rows that differ in more than the id (allowed share 0.25), "
                + "found the cells of an earlier row again (2 rows, allowed 1)"),
        broken());
    duplicates = new DuplicateLimit(0.5, null);
    assertEquals(List.of(), broken());
  }

  @Test
  void comparesTheNumberOfRowsWithTheBatchBefore() throws IOException {
    rowCount = new RowCountLimit(0.5, null);
    assertEquals(List.of(), broken());
    previous = new BatchRows("earlier", 8);
    assertEquals(List.of(), broken());
    previous = new BatchRows("earlier", 9);
    assertEquals(
        List.of(
            "table: expected a number of rows that differs by a share of at most 0.5 from the 9 of "
                + "the batch before, found 4, which differs by 0.56"),
        broken());
  }

  private RowHistory run(String id) {
    return new RowHistory(new RunFolder(home, "small", id), Purpose.INFERENCE, text -> {});
  }

  @Test
  void aRepeatedRunComparesWithTheSameBatchAsBefore() throws IOException {
    assertEquals(BatchRows.NONE, run("one").previous());
    run("one").accept(100, false);
    assertEquals(BatchRows.NONE, run("one").previous());
    BatchRows one = new BatchRows("one", 100);
    assertEquals(one, run("two").previous());
    run("two").accept(200, false);
    assertEquals(one, run("two").previous());
    run("one").accept(100, true);
    assertEquals(new BatchRows("two", 200), run("three").previous());
  }

  @Test
  void anAcceptedBatchIsRememberedByTheNextTryWhereTheFirstWasKilled() throws IOException {
    BatchRows unused = run("one").previous();
    run("one").accept(100, true);
    assertEquals(new BatchRows("one", 100), run("two").previous());
  }

  @Test
  void trainingAndScoringAreNotComparedWithEachOther() throws IOException {
    BatchRows unused = run("one").previous();
    run("one").accept(100, false);
    RunFolder training = new RunFolder(home, "small", "training");
    assertEquals(BatchRows.NONE, new RowHistory(training, Purpose.TRAINING, text -> {}).previous());
  }
}
