package io.churnflow.jobs.validatedata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Severity;
import io.churnflow.fixtures.ColumnBuilder;
import io.churnflow.fixtures.Contracts;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a check says of the rows that break its rule.
class AnomaliesTest {
  private static final int ROWS = 20;
  private static final double[] AGES =
      IntStream.range(0, ROWS).mapToDouble(row -> row % 2 == 0 ? 30 : 100 + row).toArray();
  private static final int[] PLANS =
      IntStream.range(0, ROWS).map(row -> row == 7 ? 1 : 0).toArray();

  private static Validation of(ColumnBuilder age, ColumnBuilder plan) throws IOException {
    String[] ids = IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(String[]::new);
    Table table =
        new Table(
            List.of(
                new TextColumn("id", ids),
                new NumberColumn("age", NumberColumn.Kind.NUMBER, AGES),
                new CategoryColumn("plan", PLANS, List.of("A-1", "b-2"))),
            ROWS);
    return Rules.of(Contracts.of(age, plan), Purpose.INFERENCE).check(Batches.of(table));
  }

  private static Check only(List<Check> checks) {
    assertEquals(1, checks.size(), checks.toString());
    return checks.getFirst();
  }

  @Test
  void saysHowManyRowsWhichShareAndTheFirstFiveOfThem() throws IOException {
    Check check = only(of(number("age").atMost(99), category("plan")).errors());
    assertEquals(10, check.count());
    assertEquals(0.5, check.share());
    assertEquals(
        List.of(
            new Sample(2, "101"),
            new Sample(4, "103"),
            new Sample(6, "105"),
            new Sample(8, "107"),
            new Sample(10, "109")),
        check.samples());
    assertEquals(
        "column age, row 2: expected a value from any to 99, found 101 (10 rows)",
        check.sentence());
  }

  @Test
  void aWarningRefusesNothing() throws IOException {
    Validation found = of(number("age").atMost(99).warningOnly(), category("plan", "A-1"));
    assertEquals("age", only(found.warnings()).column());
    assertEquals(Severity.WARNING, only(found.warnings()).severity());
    assertEquals("plan", only(found.errors()).column());
  }

  @Test
  void refusesATextThatDoesNotMatchThePatternAsAWhole() throws IOException {
    Check check = only(of(number("age"), category("plan").matching("[A-Z]-\\d")).errors());
    assertEquals(
        "column plan, row 8: expected a text that matches [A-Z]-\\d, found 'b-2'",
        check.sentence());
    assertEquals(List.of(), of(number("age"), category("plan").matching(".*-\\d")).errors());
    assertFalse(of(number("age"), category("plan").matching("-")).errors().isEmpty());
  }

  @Test
  void neverShowsAPersonalValueButItsRows() throws IOException {
    Validation found =
        of(number("age").atMost(99).personal(), category("plan").matching("A.*").personal());
    assertEquals(2, found.errors().size());
    String json = new String(Json.bytes(found), StandardCharsets.UTF_8);
    assertFalse(json.contains("101"), json);
    assertFalse(json.contains("b-2"), json);
    assertTrue(json.contains("\"row\" : 8"), json);
  }

  @Test
  void writesWhetherEachRuleHolds() throws IOException {
    String json = Json.line(of(number("age").atMost(99), category("plan")));
    assertTrue(json.contains("\"severity\":\"error\",\"count\":10,\"share\":0.5"), json);
    assertTrue(json.contains("\"holds\":false"), json);
    assertTrue(json.contains("\"holds\":true"), json);
  }
}
