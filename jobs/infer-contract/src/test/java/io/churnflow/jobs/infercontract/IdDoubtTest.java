package io.churnflow.jobs.infercontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ids beyond what is kept of them are not known to differ.
class IdDoubtTest {
  private static final int ROWS = 50;

  /// @param most texts that are compared
  private static PipelineDraft draft(long most) {
    ColumnProfile id = new ColumnProfile("id", new DistinctHashes.Budget(most));
    ColumnProfile left = new ColumnProfile("left", new DistinctHashes.Budget(most));
    for (int row = 0; row < ROWS; row++) {
      id.add("C" + Math.min(row, ROWS - 2));
      left.add(row % 2 == 0 ? "Yes" : "No");
    }
    TableProfile table =
        new TableProfile(Dialect.STANDARD, List.of(id, left), new Sample(2, 1), ROWS);
    Roles roles = new Roles("id", new Target("left", "Yes", "No"));
    return new PipelineDraft("small", "in.csv", table, roles, new Suspicions(List.of(), true), 1);
  }

  @Test
  void saysWhereOnlyTheFirstRowsIdsWereCompared() {
    String doubt = "none stands twice among the first 20 rows; the other 30 were not compared";
    assertEquals(Optional.of(doubt), draft(20).idDoubt());
    assertTrue(draft(20).yaml().contains("  id: id   # " + doubt + "\n"), draft(20).yaml());
  }

  @Test
  void saysNothingWhereAllWere() {
    assertEquals(Optional.empty(), draft(ROWS).idDoubt());
    assertTrue(draft(ROWS).yaml().contains("  id: id\n"), draft(ROWS).yaml());
  }

  @Test
  void aColumnLikeAnIdIsToldByTheRowsThatWereCompared() {
    ColumnProfile other = new ColumnProfile("other_id", new DistinctHashes.Budget(20));
    for (int row = 0; row < ROWS; row++) {
      other.add("O" + row);
    }
    assertEquals(20, other.uniqueAmong().orElseThrow());
  }
}
