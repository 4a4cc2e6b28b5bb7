package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.fixtures.ColumnBuilder;
import io.churnflow.fixtures.Contracts;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.archive.Label;
import io.churnflow.runtime.archive.LabelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFileTest {
  private static final Contract CONTRACT = Contracts.of(ColumnBuilder.number("age"));
  private static final String TARGET = CONTRACT.target().column();

  @TempDir private Path folder = Path.of("");

  private LabelFile.Read read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), text);
    return LabelFile.read(file, CONTRACT, "batch");
  }

  private List<Label> labels(LabelFile.Read read) {
    LabelStore.Received said =
        new LabelStore.Received(
            read.sha256(), "labels.csv", "run", "1970-01-02T12:00:00Z", read.unlabelled());
    return LabelStore.Kept.of(said, read.table()).labels();
  }

  @Test
  void takesIdTargetAndBatchAndKeepsNothingElse() throws IOException {
    String text = "age,%s,batch,id\n40,Yes,b-1,A\n50, No ,,B\n".formatted(TARGET);
    LabelFile.Read read = read(text);
    assertEquals(
        List.of(new Label("A", "b-1", true, 1.5), new Label("B", null, false, 1.5)), labels(read));
    assertEquals(3, read.table().columns().size());
    assertEquals(Digests.sha256(text), read.sha256());
  }

  @Test
  void doesWithoutAColumnOfBatches() throws IOException {
    assertEquals(
        List.of(new Label("A", null, true, 1.5)), labels(read("id,%s\nA,Yes\n".formatted(TARGET))));
  }

  @Test
  void countsCustomersOfWhomNothingIsKnown() throws IOException {
    LabelFile.Read read = read("id,%s\nA,Yes\nB,\nC,\n".formatted(TARGET));
    assertEquals(2, read.unlabelled());
    assertEquals(1, read.table().rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,TARGET;A,Yes;B,perhaps|line 3, column TARGET: expected 'Yes', 'No' or nothing, found 'perhaps'",
        "id,TARGET;,Yes|line 2, column id: expected an id, found nothing",
        "id,left;A,Yes|line 1: expected the column TARGET once, found none",
        "id,TARGET,id;A,Yes,A|line 1: expected the column id once, found it twice",
        "id,TARGET;A|line 2: expected 2 cells as in the header, found 1",
      })
  void refusesWhatItCannotRead(String text, String message) {
    DataException refused =
        assertThrows(
            DataException.class,
            () -> read(text.replace(";", "\n").replace("TARGET", TARGET) + "\n"));
    String found = String.valueOf(refused.getMessage());
    assertTrue(found.contains(message.replace("TARGET", TARGET)), found);
  }
}
