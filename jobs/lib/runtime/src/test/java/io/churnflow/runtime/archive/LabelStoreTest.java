package io.churnflow.runtime.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.runtime.ArrowTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelStoreTest {
  private static final String LATER = "2027-01-01T00:00:00Z";

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  private LabelStore store() {
    return new LabelStore(folder.resolve("labels"));
  }

  private static LabelStore.Received received(char digit) {
    String sha256 = String.valueOf(digit).repeat(64);
    return new LabelStore.Received(sha256, digit + ".csv", "run", "2026-01-01T00:00:00Z", 0);
  }

  private void keep(LabelStore.Received received) throws IOException {
    Path file = folder.resolve(received.sha256() + ".made");
    Table table =
        new Table(
            List.of(
                new TextColumn(LabelStore.ID, new String[] {"C1"}),
                new TextColumn(LabelStore.BATCH, new @Nullable String[] {null}),
                new NumberColumn(LabelStore.LEFT, NumberColumn.Kind.BOOLEAN, new double[] {1})),
            1);
    Files.deleteIfExists(file);
    ArrowTables.write(table, file);
    store().keep(received, file);
  }

  private long readable() throws IOException {
    warnings.clear();
    return store().receivedBy(LATER, warnings::add).stream()
        .flatMap(file -> store().readable(file, warnings::add).stream())
        .count();
  }

  @Test
  void leavesOutWhatIsDamagedUntilTheSameFileIsGivenAgain() throws IOException {
    for (char digit : new char[] {'a', 'b', 'c'}) {
      keep(received(digit));
    }
    assertEquals(3, readable());
    assertEquals(List.of(), warnings);
    Files.writeString(store().folder().resolve("a".repeat(64) + ".json"), "half");
    Path rows = store().folder().resolve("b".repeat(64) + ".arrow");
    Files.write(rows, new byte[] {1, 2, 3});
    assertEquals(1, readable());
    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("a".repeat(64) + ".json"), warnings.get(0));
    assertTrue(warnings.get(1).contains("outcomes of b.csv"), warnings.get(1));
    Files.delete(rows);
    assertEquals(1, readable());
    keep(received('a'));
    keep(received('b'));
    assertEquals(3, readable());
    assertEquals(List.of(), warnings);
  }
}
