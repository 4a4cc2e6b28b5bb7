package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOptionsTest {
  private static final Path SAMPLE = Path.of("../../../dags/pipelines/telco_churn.yaml");

  @TempDir Path folder;

  private Running runs(String more) throws IOException {
    Files.writeString(folder.resolve("telco_churn.yaml"), Files.readString(SAMPLE) + more);
    return new Running(folder)
        .with("CHURNFLOW_PIPELINES", folder.toString())
        .with("CHURNFLOW_PIPELINE", "telco_churn");
  }

  private static Outcome read(RunOptions run) {
    return new Outcome(Json.object().put("name", run.pipeline().name()));
  }

  @Test
  void aJobOfAnotherReleaseThanThePipelinesRefusesTheRun() throws IOException {
    assertEquals(0, runs("").job(RunOptionsTest::read));
    Running pinned =
        runs("release: \"0.0.7\"\n").with("CHURNFLOW_RUN_ID", "manual__of_another_release");
    assertEquals(2, pinned.job(RunOptionsTest::read));
    assertTrue(
        pinned.err().contains("release: expected a job of 0.0.7, found one of "), pinned.err());
  }
}
