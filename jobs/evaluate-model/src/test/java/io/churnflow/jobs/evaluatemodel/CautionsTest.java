package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.AddedOutcomes;
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
import org.jspecify.annotations.Nullable;
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

  @Test
  void sayWhatIsNoBetterThanGuessingAndDoNotCallItARanking() throws IOException {
    List<String> told = cautions(3000, null);

    assertTrue(
        told.getFirst()
            .startsWith("PR-AUC of 0.500 is no better than guessing, which reaches 0.500"),
        told.getFirst());
    assertFalse(told.stream().anyMatch(caution -> caution.contains("rank customers")), "" + told);
  }

  @Test
  void sayWhereRowsAreOfCustomersThatAModelHadScored() throws IOException {
    AddedOutcomes.Batch june =
        new AddedOutcomes.Batch("june", "2026-06-01T00:00:00Z", 1200, 0, 30, null);
    AddedOutcomes.Batch july =
        new AddedOutcomes.Batch("july", "2026-07-01T00:00:00Z", 0, 0, 900, null);
    AddedOutcomes added =
        new AddedOutcomes(
            "2026-07-02T00:00:00Z", "0".repeat(64), 8243, 7043, 1200, 0, 930, List.of(july, june));

    List<String> told =
        cautions(30, added).stream().filter(caution -> caution.contains(" past batch")).toList();

    assertEquals(
        List.of(
            "1,200 of the table's 8,243 rows are customers of 1 past batch, whom a model had scored: where those it flagged were called, their outcome is what came of the call."),
        told);
    assertEquals(cautions(30, null).size() + 1, cautions(30, added).size());
  }

  /// Of ten bins of so many rows, each off by 0.06.
  private long calibrationCautions(long rows) throws IOException {
    return cautions(rows, null).stream()
        .filter(caution -> caution.startsWith("Probabilities are off by 0.060"))
        .count();
  }

  private List<String> cautions(long rows, @Nullable AddedOutcomes added) throws IOException {
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
            new SplitSummary(4, 4, 2, 2, 0, false),
            added)
        .cautions();
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
