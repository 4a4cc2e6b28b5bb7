package io.churnflow.jobs.publishpredictions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.ChosenModel;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredPart;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.Environment;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Launcher;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.RunOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishPredictionsTest {
  private static final String RUN = "manual__2026-11-23T06:00:00+00:00";
  private static final String DIGEST = "0".repeat(64);
  private static final int ROWS = 3;

  @TempDir Path home;

  @BeforeEach
  void score() throws IOException {
    Files.writeString(
        home.resolve("small.yaml"),
        SmallPipeline.of(
                """
                target: {column: left, positive: "yes", negative: "no"}
                columns: [{name: age, type: integer}]
                """)
            .yaml());
    run(new Before());
    ProductionModel production = new ProductionModel("small", 3, "r", "logistic", DIGEST, null);
    Files.write(
        folder().resolve(ChosenModel.FILE),
        Json.bytes(new ChosenModel(production, "registry", List.of())));
  }

  private RunFolder folder() {
    return new RunFolder(home, "small", RUN);
  }

  private void run(Job job) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> variables =
        Map.of(
            "CHURNFLOW_HOME",
            home.toString(),
            "CHURNFLOW_PIPELINES",
            home.toString(),
            "CHURNFLOW_PIPELINE",
            "small",
            "CHURNFLOW_RUN_ID",
            RUN);
    int code =
        new Launcher(
                new Environment(variables),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(job);
    assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void namesOneMomentWhereverItSaysWhenTheInputWasScored() throws IOException {
    Path noted = home.resolve("state/small/scored").resolve(DIGEST + ".json");
    Path archived =
        home.resolve("predictions/small").resolve(folder().name()).resolve("batch.json");
    run(new PublishPredictions());
    Files.delete(noted);
    Files.delete(archived);
    Path receipt = folder().resolve("publish-predictions/receipt.json");
    ObjectNode known = Json.read(receipt, ObjectNode.class);
    Files.write(receipt, Json.bytes(known.put("finished", "2026-01-02T03:04:05.678Z")));

    run(new PublishPredictions()); // a try after one that was killed before it had noted anything

    for (Path file : List.of(noted, archived)) {
      assertEquals(
          "2026-01-02T03:04:05Z", Json.read(file, ObjectNode.class).path("scored_at").asText());
    }
  }

  /// The steps before, with what is read of them.
  private static final class Before implements Job {
    private final Options options = new Options("before", "Does what comes before.");

    @Override
    public Options options() {
      return options;
    }

    @Override
    public Outcome call() throws Exception {
      RunOptions run = options.run();
      Outcome unused =
          run.step("load-data")
              .publish(output -> {
                output.bytes("table.arrow", new byte[] {1});
                return Result.rows(ROWS).with("input_sha256", DIGEST);
              });
      Outcome alsoUnused =
          run.step("validate-data")
              .reads("load-data/table.arrow")
              .publish(output -> {
                output.json("validation.json", Json.object());
                return Result.rows(ROWS);
              });
      return run.step(ScoredPart.STEP, "1-of-1")
          .publish(output -> {
            PartsTest.write(output.path(""), 0, ROWS);
            output.json(
                ScoredPart.ARMS,
                new ScoredPart(
                    List.of(new ScoredArm("production", 3, DIGEST, 0.5, ROWS, 1, true))));
            return Result.rows(ROWS);
          });
    }
  }
}
