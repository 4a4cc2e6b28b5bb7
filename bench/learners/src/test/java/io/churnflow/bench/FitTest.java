package io.churnflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class FitTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random-forest --trees 10",
        "smile-random-forest --trees 10",
        "gradient-boosting --trees 10 --max-leaves 7",
        "logistic-regression --l2 1"
      })
  void reportsEveryFitAndTheAucOnOtherRows(String words) throws IOException {
    JsonNode found = measured("--learner " + words + " --threads 2 --repeat 2");
    assertEquals(400, found.get("rows").asInt());
    assertEquals(2, found.get("fit_seconds").size());
    assertEquals(2, found.get("auc").size());
    found.get("auc").forEach(area -> assertTrue(area.asDouble() > 0.8, found::toString));
    boolean linear = words.startsWith("logistic");
    assertEquals(linear, found.get("weights").has("contract=Two year"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --shuffle"})
  void fitsDifferOnlyWhereRowsAreShuffled(String shuffle) throws IOException {
    JsonNode areas = measured("--learner random-forest --trees 3 --repeat 2" + shuffle).get("auc");
    assertEquals(shuffle.isEmpty(), areas.get(0).equals(areas.get(1)), areas::toString);
  }

  private JsonNode measured(String words) throws IOException {
    String files = " --train %s --test %s".formatted(rows("train", 1), rows("test", 2));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertEquals(0, new CommandLine(new Fit()).execute((words + files).split(" ")));
    } finally {
      System.setOut(before);
    }
    return new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
  }

  /// 400 rows whose label the tenure explains, but for one row in ten.
  private Path rows(String name, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("customer_id,churn,tenure,contract\n");
    for (int row = 0; row < 400; row++) {
      int tenure = random.nextInt(72);
      boolean leaves = tenure < 30 ^ row % 10 == 0;
      String contract = random.nextBoolean() ? "Two year" : "Month-to-month";
      text.append("C%d,%s,%d,%s\n".formatted(row, leaves ? "Yes" : "No", tenure, contract));
    }
    return Files.writeString(folder.resolve(name + ".csv"), text);
  }
}
