package io.churnflow.jobs.validatedata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.fixtures.Contracts;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad rows put aside from a table of more than one batch, and how the page tells of them.
class SieveTest {
  private static final int ROWS = 40_000;
  private static final Contract CONTRACT =
      Contracts.of(number("age").atMost(99), category("plan", "a").personal());

  @TempDir private Path folder = Path.of("");
  private final String[] ids =
      IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(String[]::new);
  private final double[] ages = new double[ROWS];
  private final int[] plans = new int[ROWS];

  private Rules rules(long... putAsideByLoading) {
    return new Rules(
        CONTRACT, Purpose.INFERENCE, BatchRows.NONE, RowNumbers.without(putAsideByLoading));
  }

  private Batches table() throws IOException {
    Path file = folder.resolve("all.arrow");
    Files.deleteIfExists(file);
    ArrowTables.write(
        new Table(
            List.of(
                new TextColumn("id", ids),
                new NumberColumn("age", NumberColumn.Kind.NUMBER, ages),
                new CategoryColumn("plan", plans, List.of("a", "secret"))),
            ROWS),
        file);
    return Batches.of(file);
  }

  private String sift(Rules rules) throws IOException {
    Batches table = table();
    Rules.Examined examined = rules.examine(table);
    Path aside = folder.resolve("aside.csv");
    Path kept = folder.resolve("kept.arrow");
    long caught =
        new Sieve(examined.rowRules().get(), "id", rules.numbers()).sift(table, kept, aside);
    Table rest = ArrowTables.read(kept);
    assertEquals(ROWS - caught, rest.rows());
    return Files.readString(aside);
  }

  private void spoil() {
    ages[3] = 100;
    plans[3] = 1;
    ages[39_999] = 101;
    ids[20_000] = "C7";
  }

  @Test
  void putsRowsAsideInTheirOrderWithEachReason() throws IOException {
    spoil();
    assertEquals(
        """
        row,id,column,rule,expected,found
        4,C3,age,range,a value from any to 99,100
        4,C3,plan,categories,one of [a],"another value (personal, not shown)"
        20001,C7,id,distinct ids,an id that stands once,the id of row 8 again
        40000,C39999,age,range,a value from any to 99,101
        """,
        sift(rules()));
  }

  @Test
  void keepsTheOtherRowsAsTheyWere() throws IOException {
    spoil();
    String unused = sift(rules());
    Table kept = ArrowTables.read(folder.resolve("kept.arrow"));
    int[] rest =
        IntStream.range(0, ROWS)
            .filter(row -> row != 3 && row != 20_000 && row != 39_999)
            .toArray();
    assertArrayEquals(
        Arrays.stream(rest).mapToObj(row -> ids[row]).toArray(), kept.column("id").texts());
    assertArrayEquals(
        Arrays.stream(rest).mapToDouble(row -> ages[row]).toArray(),
        ((NumberColumn) kept.column("age")).values());
  }

  @Test
  void numbersRowsAsTheInputDoes() throws IOException {
    spoil();
    List<String> rows = sift(rules(1, 6, 6, 8, 40_002)).lines().skip(1).toList();
    assertTrue(rows.get(0).startsWith("5,C3,age"), rows.toString());
    assertEquals(
        "20004,C7,id,distinct ids,an id that stands once,the id of row 11 again", rows.get(2));
    assertTrue(rows.get(3).startsWith("40004,C39999"), rows.toString());
    Check range = rules(1, 6, 8, 40_002).check(table()).errors().get(1);
    assertEquals(List.of(5L, 40_004L), range.samples().stream().map(Sample::row).toList());
  }

  private String page(Validation found) {
    return new String(
        new ValidationPage("small", Purpose.INFERENCE, found).page().bytes(),
        StandardCharsets.UTF_8);
  }

  @Test
  void thePageSaysTheVerdictFirstAndShowsNoPersonalValue() throws IOException {
    spoil();
    Validation found = rules().check(table());
    String refused = page(found);
    assertTrue(refused.contains("The data were refused: 3 rules of the contract are broken."));
    assertTrue(refused.contains("Column age: 2 rows (less than 0.1 %) break the rule"));
    assertFalse(refused.contains("secret"));
    assertTrue(page(found.without(3)).contains("3 rows were put aside and not scored."));
    String held = page(Validation.of(5, 0, List.of()));
    assertTrue(held.contains("The data were accepted: 5 rows keep the contract."), held);
  }
}
