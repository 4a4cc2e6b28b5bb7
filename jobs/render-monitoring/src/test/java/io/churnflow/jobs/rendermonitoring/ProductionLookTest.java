package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductionLookTest {
  private static final VersionFacts VERSION = Examples.version(3);

  @TempDir private Path home = Path.of("");

  private void write(String file, Object content) throws IOException {
    Path path = home.resolve(VERSION.runFolder()).resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, Json.bytes(content));
  }

  private String source() {
    RegistryFacts registry =
        new RegistryFacts(Examples.NOW, Map.of("production", 3), List.of(VERSION));
    return new ProductionLook(
            new RunFolder(home, "small", "looking"), Optional.of(registry), true, text -> {})
        .production()
        .flatMap(Production::trained)
        .orElseThrow()
        .input();
  }

  private void added(long inputRows, int batches) throws IOException {
    List<AddedOutcomes.Batch> used = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      used.add(new AddedOutcomes.Batch("batch" + batch, Examples.NOW, 10, 0, 0, null));
    }
    write(
        AddedOutcomes.FILE,
        new AddedOutcomes(
            Examples.NOW, "sha", inputRows + 10L * batches, inputRows, 10L * batches, 0, 0, used));
  }

  @Test
  void saysWhatAVersionWasTrainedOn() throws IOException {
    write("load-data/result.json", Map.of("input", "folder/customers.csv"));
    write("process-data/result.json", Map.of("training_rows", 8, "holdout_rows", 2));
    assertEquals("customers.csv", source());
    added(100, 0);
    assertEquals("customers.csv", source());
    added(0, 1);
    assertEquals("a past batch whose outcomes are known", source());
    added(100, 2);
    assertEquals("customers.csv and 2 past batches whose outcomes are known", source());
  }
}
