package io.churnflow.runtime.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionArchiveTest {
  private static final double THRESHOLD = 0.5;

  @TempDir private Path folder = Path.of("");

  private PredictionArchive archive() {
    return PredictionArchive.of(new RunFolder(folder, "churn", "any"));
  }

  private Path rows(double... probabilities) throws IOException {
    Path file = folder.resolve(Arrays.toString(probabilities) + ".arrow");
    String[] ids = new String[probabilities.length];
    Arrays.setAll(ids, row -> "C" + row);
    Utf8Texts texts = Utf8Texts.of(new TextColumn("id", ids), 0, ids.length);
    try (TableWriter writer = TableWriter.create(file, ScoredRows.LAYOUT)) {
      writer.add(ScoredRows.ofArm(texts, probabilities, THRESHOLD, 0).table());
      ScoredRows.finish(writer, List.of("production"));
    }
    return file;
  }

  private static ScoredBatch batch(String name, Path rows, String at) throws IOException {
    return new ScoredBatch(
        name,
        "run " + name,
        "churn",
        List.of(new ScoredArm("production", 3, "0".repeat(64), THRESHOLD, 2, 1, true)),
        "1".repeat(64),
        Digests.of(rows),
        null,
        at);
  }

  @Test
  void givesBackWhatItWasGiven() throws IOException {
    Path rows = rows(0.25, 0.75);
    ScoredBatch batch = batch("a", rows, "2026-01-01T00:00:00Z");
    archive().keep(batch, rows, Optional.empty());
    assertEquals(List.of(batch), archive().batches(text -> {}).whole());
    List<ScoredRows> read = new ArrayList<>();
    archive().read(batch, read::add);
    assertEquals(1, read.size());
    assertEquals("C1", read.getFirst().ids().text(1));
    assertArrayEquals(new double[] {0.25, 0.75}, read.getFirst().probabilities());
    assertArrayEquals(new int[] {0, 0}, read.getFirst().arms());
  }

  @Test
  void changesNoByteWhenTheSameIsKeptAgain() throws IOException {
    Path rows = rows(0.25, 0.75);
    archive().keep(batch("a", rows, "2026-01-01T00:00:00Z"), rows, Optional.empty());
    Path said = archive().folder().resolve("a/batch.json");
    byte[] before = Files.readAllBytes(said);
    archive().keep(batch("a", rows, "2026-02-02T00:00:00Z"), rows, Optional.empty());
    assertArrayEquals(before, Files.readAllBytes(said));
  }

  @Test
  void keepsWhatTheCustomersLookedLikeWhereTheBatchHasIt() throws IOException {
    Path rows = rows(0.25, 0.75);
    Path features = rows(0.5);
    ScoredBatch without = batch("a", rows, "2026-01-01T00:00:00Z");
    archive().keep(without, rows, Optional.of(features));
    Path kept = archive().folder().resolve("a/" + PredictionArchive.FEATURES);
    assertTrue(Files.notExists(kept));
    assertTrue(archive().features(without).isEmpty());
    ScoredBatch batch = withFeatures(without, features);
    archive().keep(batch, rows, Optional.of(features));
    assertEquals(List.of(batch), archive().batches(text -> {}).whole());
    try (TableReader read = archive().features(batch).orElseThrow()) {
      assertEquals("C0", read.next().orElseThrow().text("id").orElseThrow().text(0));
    }
    Files.delete(kept);
    assertThrows(DataException.class, () -> archive().features(batch));
    archive().keep(batch, rows, Optional.of(features));
    assertEquals(-1, Files.mismatch(features, kept));
  }

  private static ScoredBatch withFeatures(ScoredBatch batch, Path features) throws IOException {
    return new ScoredBatch(
        batch.batch(),
        batch.runId(),
        batch.model(),
        batch.arms(),
        batch.inputSha256(),
        batch.rows(),
        Digests.of(features),
        batch.scoredAt());
  }

  @Test
  void mendsRowsThatAKilledTryLeftBehind() throws IOException {
    Path rows = rows(0.25, 0.75);
    ScoredBatch batch = batch("a", rows, "2026-01-01T00:00:00Z");
    archive().keep(batch, rows, Optional.empty());
    Path kept = archive().folder().resolve("a/" + PredictionArchive.ROWS);
    Files.write(kept, new byte[] {1});
    archive().keep(batch, rows, Optional.empty());
    assertEquals(-1, Files.mismatch(rows, kept));
  }

  @Test
  void takesTheBatchOfARunThatWasScoredAnew() throws IOException {
    Path before = rows(0.25, 0.75);
    archive().keep(batch("a", before, "2026-01-01T00:00:00Z"), before, Optional.empty());
    Path rows = rows(0.5, 0.75);
    ScoredBatch now = batch("a", rows, "2026-02-02T00:00:00Z");
    archive().keep(now, rows, Optional.empty());
    assertEquals(List.of(now), archive().batches(text -> {}).whole());
  }

  @Test
  void leavesOutADamagedBatchUntilItsRunIsScoredAgain() throws IOException {
    Path rows = rows(0.25, 0.75);
    ScoredBatch good = batch("a", rows, "2026-01-01T00:00:00Z");
    ScoredBatch bad = batch("b", rows, "2026-01-02T00:00:00Z");
    archive().keep(good, rows, Optional.empty());
    archive().keep(bad, rows, Optional.empty());
    Files.writeString(archive().folder().resolve("b/batch.json"), "{}");
    List<String> warnings = new ArrayList<>();
    assertEquals(
        new PredictionArchive.Batches(List.of(good), List.of("b")),
        archive().batches(warnings::add));
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().contains("b/batch.json"), warnings.getFirst());
    archive().keep(bad, rows, Optional.empty());
    assertEquals(List.of(bad, good), archive().batches(warnings::add).whole());
  }

  @Test
  void listsTheLastScoredBatchFirstAndNothingThatIsNoBatch() throws IOException {
    Path rows = rows(0.25, 0.75);
    archive().keep(batch("a", rows, "2026-01-02T00:00:00Z"), rows, Optional.empty());
    archive().keep(batch("b", rows, "2026-01-01T00:00:00Z"), rows, Optional.empty());
    archive().keep(batch("c", rows, "2026-01-03T00:00:00Z"), rows, Optional.empty());
    Files.createDirectories(archive().folder().resolve("published before there was an archive"));
    assertEquals(
        List.of("c", "a", "b"),
        archive().batches(text -> {}).whole().stream().map(ScoredBatch::batch).toList());
    assertEquals(
        List.of(), new PredictionArchive(folder.resolve("none")).batches(text -> {}).whole());
  }

  @Test
  void refusesRowsThatAreNotTheBatchs() throws IOException {
    Path rows = rows(0.25, 0.75);
    ScoredBatch batch = batch("a", rows, "2026-01-01T00:00:00Z");
    archive().keep(batch, rows, Optional.empty());
    Path kept = archive().folder().resolve("a/" + PredictionArchive.ROWS);
    Files.write(kept, new byte[] {1});
    DataException changed =
        assertThrows(DataException.class, () -> archive().read(batch, unused -> {}));
    assertTrue(String.valueOf(changed.getMessage()).contains("expected SHA-256"));
    Files.delete(kept);
    DataException gone =
        assertThrows(DataException.class, () -> archive().read(batch, unused -> {}));
    assertTrue(String.valueOf(gone.getMessage()).contains("found none"));
  }
}
