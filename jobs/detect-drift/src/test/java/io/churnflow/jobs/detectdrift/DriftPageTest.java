package io.churnflow.jobs.detectdrift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.PipelineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftPageTest {
  @TempDir private Path folder = Path.of("");

  private Pipeline pipeline() throws IOException {
    String yaml =
        SmallPipeline.of(
                """
                target: {column: churn, positive: "Yes", negative: "No"}
                columns:
                  - {name: charges, type: number}
                  - {name: plan, type: category}
                  - {name: surname, type: category, personal: true}
                """)
            .yaml();
    return PipelineFile.read(Files.writeString(folder.resolve("small.yaml"), yaml));
  }

  private String page(BatchDrift found) throws IOException {
    return new String(new DriftPage(pipeline(), 3, found).page().bytes(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(BatchDrift found) {
    ProductionModel version =
        new ProductionModel("small", 3, "r", "a", "0".repeat(64), "1".repeat(64));
    return Json.parse(
        Json.bytes(VerdictFile.of("small", version, found)), JsonNode.class, "drift.json");
  }

  @Test
  void saysFirstWhetherAnythingHasChangedAndWhatToDo() throws IOException {
    String changed = page(Found.of(1000, 40, 0.1));
    assertTrue(changed.contains("Yes, in what the model relies on."), changed);
    assertTrue(changed.contains("the one that matters most is charges"), changed);
    String unused = page(Found.of(1000, 40, 0.1, 0.0001));
    assertTrue(
        unused.contains(
            "on which the model hardly relies; the one that has changed most is charges"),
        unused);
    String same = page(Found.of(1000, 0, 0.1));
    assertTrue(same.contains("<strong>No.</strong>"), same);
    assertTrue(same.contains("Neither the score nor any column has changed"), same);
  }

  @Test
  void showsNoValueOfAPersonalColumnAndNoMarkupOfAnyValue() throws IOException {
    BatchDrift found = Found.of(1000, 0, 0.9);
    assertEquals(Level.ACT, found.columns().get(2).level());
    for (String text : new String[] {page(found), json(found).toString()}) {
      assertFalse(text.contains(Found.SECRET));
      assertFalse(text.contains("Trotwood"));
    }
    String page = page(found);
    assertFalse(page.contains(Found.HOSTILE));
    assertTrue(page.contains("&lt;script&gt;"), page);
  }

  @Test
  void theSameFindingsGiveTheSameBytes() throws IOException {
    assertArrayEquals(
        page(Found.of(500, 40, 0.5)).getBytes(StandardCharsets.UTF_8),
        page(Found.of(500, 40, 0.5)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyAndATinyBatchHaveAPageToo() throws IOException {
    assertTrue(page(Found.of(0, 0, 0)).contains("It cannot be said."));
    assertTrue(page(Found.of(1, 0, 0)).contains("A batch of 1 rows is not judged"));
    assertFalse(json(Found.of(0, 0, 0)).toString().contains("NaN"));
  }

  @Test
  void theVerdictIsJsonThatSaysOfWhatItIs() {
    JsonNode file = json(Found.of(1000, 40, 0.1));
    assertEquals(1, file.path("format").asInt());
    assertEquals("act", file.path("verdict").asText());
    assertEquals(3, file.path("model_version").asInt());
    assertEquals("Kolmogorov-Smirnov", file.at("/columns/0/values/test").asText());
    assertEquals(2.0 / 3, file.at("/columns/0/weight").asDouble(), 1e-12);
  }

  @Test
  void aPointOfTheSeriesHasTheScoreAndEachColumn() {
    Map<String, Double> metrics = DriftMetrics.of(json(Found.of(1000, 40, 0.1)));
    assertEquals(3.0, metrics.get("verdict"));
    assertEquals(1000.0, metrics.get("rows"));
    assertEquals(1.0, metrics.get("drifted_columns"));
    assertTrue(metrics.getOrDefault("effect/charges", 0.0) > 0.25, metrics::toString);
    assertEquals(0.0, metrics.get("missing/plan"));
  }
}
