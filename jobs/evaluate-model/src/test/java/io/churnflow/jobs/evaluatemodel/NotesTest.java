package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.TrialTable;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.Threshold;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The descriptions of the runs in MLflow.
class NotesTest {
  private static final Measured FIRST = MeasuredExamples.of("random-forest", 0.7, 0.3, 0.6);
  private static final Measured SECOND = MeasuredExamples.of("other", 0.6, 0.4, 0.5);
  private static final TrialTable TRIALS =
      new TrialTable(
          List.of("trial", "mean_roc_auc", "deviation_roc_auc", "min_leaf", "trees"),
          List.of(List.of(1, 0.5, 0.1, "5", "100"), List.of(2, 0.6, 0.1, "7", "100")));

  @Test
  void theParentsTableBeginsWithThePipelinesMetric() {
    String table = Note.candidates(Metric.ROC_AUC, List.of(FIRST, SECOND));

    assertTrue(
        table.startsWith(
            "| candidate | &ensp;ROC-AUC out of fold | &ensp;ROC-AUC on the hold-out (95 % interval) | &ensp;PR-AUC | &ensp;F1 |"),
        table);
    assertTrue(
        table.contains(
            "| random-forest | &ensp;0.5000 | &ensp;0.5000 (0.400 to 0.600) | &ensp;0.6000 |"),
        table);
  }

  @Test
  void theParentsTableHasAColumnForALossThatChooses() {
    String table = Note.candidates(Metric.LOG_LOSS, List.of(FIRST));

    assertTrue(table.contains("Log loss on the hold-out (95 % interval)"), table);
    assertTrue(table.contains("| random-forest | &ensp;0.3000 | &ensp;0.3000 (–) |"), table);
  }

  @Test
  void aCandidateSaysHowItCameAboutAndHowGoodItIs() {
    String note = note(Metric.ROC_AUC, FIRST);

    assertTrue(
        note.startsWith("**random-forest**, the winner of 2 candidates by ROC-AUC out of fold.\n"),
        note);
    assertTrue(
        note.contains(
            "- ROC-AUC: 0.5000 out of fold, 0.5000 on the hold-out (95 % interval 0.400 to 0.600).\n"),
        note);
    assertTrue(note.contains("- Search: none, the pipeline file's own parameters."), note);
    assertTrue(note.contains("- Calibration: none; out of fold, the expected"), note);
    assertTrue(note.contains("- Threshold: 0.5000, by the rule `best_f1` on"), note);
    assertFalse(note.contains("PR-AUC"), note);
  }

  @Test
  void aCandidateNamesTheParametersThatWereSearched() {
    String note = note(Metric.ROC_AUC, FIRST);

    assertTrue(note.contains(" Searched: `min_leaf`.\n"), note);
  }

  @Test
  void aLoserSaysItsPlace() {
    assertEquals(
        "**other**, number 2 of 2 candidates by PR-AUC out of fold.",
        note(Metric.PR_AUC, SECOND).lines().findFirst().orElseThrow());
  }

  private static String note(Metric metric, Measured measured) {
    return new CandidateNote(metric, Threshold.Rule.BEST_F1, List.of(FIRST, SECOND))
        .of(measured, TRIALS);
  }
}
