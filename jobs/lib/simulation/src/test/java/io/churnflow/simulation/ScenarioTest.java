package io.churnflow.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {
  private static final int ROWS = 20_000;
  private static final Scenario UNCHANGED = new Scenario(7, Map.of());

  private static Scenario.Month after(PlannedChange change) {
    return new Scenario(7, Map.of(change, 2)).month(2, ROWS);
  }

  private static double share(Table table, String column, String text) {
    return Arrays.stream(table.column(column).texts()).filter(text::equals).count()
        / (double) table.rows();
  }

  @Test
  void aSeedGivesTheSameCustomersHoweverManyAreAsked() {
    Table all = UNCHANGED.month(3, 500).table();
    Table some = UNCHANGED.month(3, 100).table();
    for (Column column : some.columns()) {
      assertArrayEquals(
          column.texts(), Arrays.copyOf(all.column(column.name()).texts(), 100), column.name());
    }
  }

  @Test
  void monthsAndSeedsHaveCustomersOfTheirOwn() {
    Table first = UNCHANGED.month(1, 100).table();
    Table second = UNCHANGED.month(2, 100).table();
    Table other = new Scenario(8, Map.of()).month(1, 100).table();
    for (Table table : new Table[] {second, other}) {
      double[] charges = ((NumberColumn) table.column("monthly_charges")).values();
      long alike =
          Arrays.stream(charges)
              .filter(charge ->
                  Arrays.stream(((NumberColumn) first.column("monthly_charges")).values())
                      .anyMatch(one -> one == charge))
              .count();
      assertTrue(alike < 60, "of 100 monthly charges %d are alike".formatted(alike));
    }
    assertEquals("M01-000000", first.column(CustomerTable.ID).texts()[0]);
  }

  @Test
  void outcomesFollowTheRisk() {
    Scenario.Month month = UNCHANGED.month(1, ROWS);
    double risk = Arrays.stream(month.risks()).average().orElseThrow();
    double left = share(month.table(), CustomerTable.TARGET, "Yes");
    // Four standard errors of a share of 20,000.
    assertEquals(risk, left, 4 * Math.sqrt(0.25 / ROWS));
    assertTrue(risk > 0.2 && risk < 0.4, "mean risk " + risk);
  }

  @ParameterizedTest
  @EnumSource
  void aChangeIsNotThereBeforeItSetsIn(PlannedChange change) {
    Scenario planned = new Scenario(7, Map.of(change, 2));
    assertEquals(Set.of(), planned.setIn(1));
    assertEquals(Set.of(change), planned.setIn(2));
    Table before = planned.month(1, 200).table();
    for (Column column : before.columns()) {
      assertArrayEquals(
          UNCHANGED.month(1, 200).table().column(column.name()).texts(), column.texts());
    }
  }

  @Test
  void theHarmlessChangeMovesOneColumnAndNobodysRisk() {
    Scenario.Month changed = after(PlannedChange.HARMLESS);
    Scenario.Month before = UNCHANGED.month(2, ROWS);
    assertArrayEquals(before.risks(), changed.risks());
    assertEquals(0.8, share(changed.table(), "female", "1"), 0.02);
    for (Column column : before.table().columns()) {
      if (!column.name().equals("female")) {
        assertArrayEquals(column.texts(), changed.table().column(column.name()).texts());
      }
    }
  }

  @Test
  void theOthersAreWhatTheySay() {
    Table shifted = after(PlannedChange.COVARIATE_SHIFT).table();
    assertEquals(0.2, share(shifted, "contract", Population.MONTHLY), 0.02);
    assertEquals(
        0.55, share(UNCHANGED.month(2, ROWS).table(), "contract", Population.MONTHLY), 0.02);
    Table wallets = after(PlannedChange.NEW_CATEGORY).table();
    assertTrue(share(wallets, "payment_method", Population.WALLET) > 0.1);
    Table missing = after(PlannedChange.RISE_IN_MISSING).table();
    assertEquals(0.4, share(missing, "tenure", ""), 0.02);
  }

  @Test
  void aChangedRelationMovesNoColumnButTheTarget() {
    Scenario.Month turned = after(PlannedChange.CHANGED_RELATION);
    Scenario.Month before = UNCHANGED.month(2, ROWS);
    for (Column column : before.table().columns()) {
      if (!column.name().equals(CustomerTable.TARGET)) {
        assertArrayEquals(column.texts(), turned.table().column(column.name()).texts());
      }
    }
    CategoryColumn then = (CategoryColumn) before.table().column(CustomerTable.TARGET);
    CategoryColumn now = (CategoryColumn) turned.table().column(CustomerTable.TARGET);
    String[] was = then.texts();
    String[] is = now.texts();
    int other = 0;
    for (int row = 0; row < ROWS; row++) {
      other += was[row].equals(is[row]) ? 0 : 1;
    }
    assertTrue(other > ROWS / 4, "outcomes of %d customers are others".formatted(other));
  }

  @Test
  void nothingSetsInBeforeTheFirstMonth() {
    assertThrows(
        IllegalArgumentException.class, () -> new Scenario(1, Map.of(PlannedChange.HARMLESS, 0)));
  }
}
