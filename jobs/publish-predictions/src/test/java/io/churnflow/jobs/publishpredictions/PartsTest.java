package io.churnflow.jobs.publishpredictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredPart;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  private static final int ROWS = 40_000;

  @TempDir private Path folder = Path.of("");

  @Test
  void makesTheSameFilesOfAnyParts() throws IOException {
    Path lines = folder.resolve("lines");
    Path rows = folder.resolve("rows");
    Parts whole = parts(0, ROWS);
    whole.joinLines(lines);
    whole.joinRows(rows, new ScoredPart(List.of(arm(3, ROWS))));
    assertEquals("id,p\n", Files.readString(lines).substring(0, 5));
    assertEquals(ROWS + 1, Files.lines(lines).count());
    Parts parts = parts(0, 1, 1, 20_000, 36_384, ROWS);
    parts.joinLines(folder.resolve("joined lines"));
    parts.joinRows(folder.resolve("joined rows"), new ScoredPart(List.of(arm(3, ROWS))));
    assertEquals(-1, Files.mismatch(lines, folder.resolve("joined lines")));
    assertEquals(-1, Files.mismatch(rows, folder.resolve("joined rows")));
  }

  /// The rows between two borders each.
  private Parts parts(int... borders) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (int part = 1; part < borders.length; part++) {
      Path own = Files.createTempDirectory(folder, "part");
      write(own, borders[part - 1], borders[part]);
      folders.add(own);
    }
    return new Parts(folders);
  }

  /// Writes what predict publishes of these rows, but for the arms.
  static void write(Path folder, int from, int to) throws IOException {
    String[] ids = IntStream.range(from, to).mapToObj(row -> "C" + row).toArray(String[]::new);
    double[] probabilities =
        IntStream.range(from, to).mapToDouble(row -> 1.0 / (row + 1)).toArray();
    Files.writeString(folder.resolve(ScoredPart.HEADER), "id,p\n");
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ids.length; row++) {
      text.append(ids[row]).append(',').append(probabilities[row]).append('\n');
    }
    Files.writeString(folder.resolve(ScoredPart.LINES), text);
    try (TableWriter table =
        TableWriter.create(folder.resolve(ScoredPart.ROWS), ScoredRows.LAYOUT)) {
      Utf8Texts texts = Utf8Texts.of(new TextColumn("id", ids), 0, ids.length);
      table.add(ScoredRows.ofArm(texts, probabilities, 0.5, 0).table());
      ScoredRows.finish(table, List.of("production"));
    }
  }

  @Test
  void addsUpWhatTheVersionsHaveScored() {
    ScoredPart one = new ScoredPart(List.of(arm(3, 10)));
    ScoredPart two = new ScoredPart(List.of(arm(3, 5)));
    assertEquals(new ScoredPart(List.of(arm(3, 15))), ScoredPart.sum(List.of(one, two)));
    assertEquals(15, ScoredPart.sum(List.of(one, two)).count());
    ScoredPart other = new ScoredPart(List.of(arm(4, 5)));
    assertThrows(IllegalArgumentException.class, () -> ScoredPart.sum(List.of(one, other)));
    ScoredPart more = new ScoredPart(List.of(arm(3, 5), arm(4, 5)));
    assertThrows(IllegalArgumentException.class, () -> ScoredPart.sum(List.of(one, more)));
  }

  private static ScoredArm arm(int version, long rows) {
    return new ScoredArm("production", version, "0".repeat(64), 0.5, rows, rows, true);
  }
}
