package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.SplitSummary;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.PipelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CautionsTest {
  private static final ClassMetrics METRICS =
      new ClassMetrics(4, 2, 0.5, 0, 0, 0, 0.5, 0.5, 0.5, 0, 0, 1, 1, 1, 1);

  @TempDir Path folder;

  @Test
  void callProbabilitiesOffOnlyWhereChanceDoesNotExplainIt() throws IOException {
    assertEquals(0, calibrationCautions(30));
    assertEquals(1, calibrationCautions(3000));
  }

  /// Of ten bins of so many rows, each off by 0.06.
  private long calibrationCautions(long rows) throws IOException {
    Reliability.Bin bin = new Reliability.Bin(rows, 0.5, new Estimate(0.56, 0.5, 0.6));
    Reliability reliability = new Reliability(0.06, Collections.nCopies(10, bin));
    WinnerAnalysis analysis =
        new WinnerAnalysis(
            List.of(), List.of(), List.of(), 5, 4, reliability, reliability, null, null);
    Evaluation bare =
        new Evaluation(
            "pr_auc",
            "some",
            List.of(new Evaluation.Candidate("some", "0".repeat(64), METRICS, METRICS, Map.of())),
            "0".repeat(64),
            1000,
            1,
            analysis,
            List.of());
    return Cautions.in(
            bare,
            pipeline(),
            new LeakSummary(0, false, Map.of()),
            new SplitSummary(4, 4, 2, 2, 0, false))
        .cautions()
        .stream()
        .filter(caution -> caution.startsWith("Probabilities are off by 0.060"))
        .count();
  }

  private Pipeline pipeline() throws IOException {
    SmallPipeline small =
        SmallPipeline.of(
            """
            target: {column: churn, positive: "Yes", negative: "No"}
            columns:
              - {name: tenure, type: number}
            """);
    return PipelineFile.read(Files.writeString(folder.resolve("small.yaml"), small.yaml()));
  }
}
