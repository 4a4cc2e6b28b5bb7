package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.SplitSummary;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.fixtures.Trainings;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.mlflow.DataSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small table whose categories have hostile names, measured and written up.
class ReportTest {
  private static final int ROWS = 600;
  private static final String HOSTILE = "<script>alert('1')</script>";
  private static final Target TARGET = new Target("churn", "Yes", "No");
  private static final SmallPipeline PIPELINE =
      SmallPipeline.of(
              """
              target: {column: churn, positive: "Yes", negative: "No"}
              columns:
                - {name: gender, type: category}
                - {name: tenure, type: number}
              """)
          .trainedBy(
              """
              seed: 3
              models:
                - {algorithm: logistic-regression}
                - {algorithm: gradient-boosting, parameters: {trees: 5, max_leaves: 4}}
              """);

  @TempDir Path folder;
  private Pipeline pipeline;

  @BeforeEach
  void writePipeline() throws IOException {
    pipeline = PipelineFile.read(Files.writeString(folder.resolve("small.yaml"), PIPELINE.yaml()));
  }

  @Test
  void answersFirstWhatAReviewerAsks() {
    String page = page(2);

    int facts = page.indexOf("class=\"facts\"");
    int care = page.indexOf("Be careful about");
    int candidates = page.indexOf("<h2>Candidates</h2>");
    assertTrue(0 < facts && facts < care && care < candidates, "order of the first parts");
    assertTrue(page.contains("Of 1,000 customers like those held out"), page);
    assertTrue(page.contains("95 % interval "), "the winner's interval");
    assertTrue(page.substring(facts, care).contains("Threshold"), "the threshold");
  }

  @Test
  void saysWhatGuessingReachesByTheGatesOwnMetric() throws IOException {
    changePipeline("gate: {metric: pr_auc", "gate: {metric: roc_auc");

    String page = page(2);

    assertTrue(page.contains("is met; guessing reaches 0.500"), page);
  }

  @Test
  void showsHostileNamesAsTexts() {
    String page = page(2);

    assertFalse(page.contains("<script"), "a category became an element");
    assertFalse(page.contains("<b>"), "the description became an element");
    assertTrue(page.contains("gender: &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"), page);
  }

  @Test
  void isTheSameAtAnyNumberOfThreads() {
    assertArrayEquals(
        page(1).getBytes(StandardCharsets.UTF_8), page(3).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void drawsEveryPlotOfTheWinnerAndThreeOfTheOthers() {
    List<Measured> ranked = findings(2).ranked();

    assertEquals(
        Set.of(
            "confusion_matrix.svg",
            "roc.svg",
            "precision_recall.svg",
            "calibration.svg",
            "gains.svg",
            "lift.svg",
            "scores.svg"),
        ranked.getFirst().plots().keySet());
    assertEquals(
        Set.of("confusion_matrix.svg", "roc.svg", "precision_recall.svg"),
        ranked.getLast().plots().keySet());
  }

  @Test
  void slicesBySexWithoutBeingAsked() {
    Set<String> columns =
        findings(2).evaluation().analysis().slices().stream()
            .map(slice -> slice.column())
            .collect(Collectors.toSet());

    assertEquals(Set.of("gender"), columns);
  }

  @Test
  void logsTheEndsOfTheIntervals() {
    Map<String, Double> metrics = findings(2).best().metrics();

    double measured = metrics.getOrDefault("holdout_pr_auc", Double.NaN);
    assertTrue(metrics.getOrDefault("holdout_pr_auc_low", Double.NaN) < measured);
    assertTrue(metrics.getOrDefault("holdout_pr_auc_high", Double.NaN) > measured);
  }

  @Test
  void tellsHowTheWinnerCameAbout() {
    String page = page(2);

    assertTrue(page.contains("<td>Search</td>\n<td>none, the pipeline file"), page);
    assertTrue(page.contains("<td>Calibration</td>\n<td>none; out of fold"), page);
    assertTrue(page.contains("<td>Threshold rule</td>\n<td>best_f1</td>"), page);
    assertTrue(page.contains("<h2>What moves its scores</h2>"), page);
  }

  @Test
  void tellsWhatTheDecisionsEarn() throws IOException {
    changePipeline(
        "{rule: best_f1}",
        "{rule: profit, offer_cost: 5, customer_value: {column: tenure, times: 12}, success_rate: 0.3}");

    String page = page(2);

    assertTrue(page.contains("<h2>Expected profit</h2>"), page);
    assertTrue(page.contains("an offer costs 5, a kept customer is worth 12 times tenure"), page);
    assertTrue(findings(2).best().plots().containsKey("profit.svg"), "the curve");
  }

  @Test
  void saysWhyThereAreNoSlices() throws IOException {
    changePipeline(
        "{name: gender, type: category}", "{name: gender, type: category, personal: true}");
    assertTrue(page(2).contains("No slices by gender: personal values stand in no report"));

    changePipeline("threshold:", "evaluation: {slices: []}\nthreshold:");
    assertTrue(page(2).contains("No slices: the pipeline file asks for none"));
  }

  private void changePipeline(String from, String to) throws IOException {
    String text = PIPELINE.yaml();
    assertTrue(text.contains(from), text);
    pipeline =
        PipelineFile.read(
            Files.writeString(folder.resolve("changed.yaml"), text.replace(from, to)));
  }

  private String page(int threads) {
    Table table = table(2);
    DataSet data =
        new DataSet("holdout", "holdout", "5".repeat(64), "h.arrow", table.columns(), ROWS);
    byte[] page = new Report(pipeline, findings(threads), List.of(data)).page().bytes();
    return new String(page, StandardCharsets.UTF_8);
  }

  private Findings findings(int threads) {
    Table table = table(2);
    Holdout holdout = new Holdout(table, TARGET, Labels.of(table, TARGET));
    try (Workers workers = new Workers(threads)) {
      List<Scored> scored =
          List.of("logistic-regression", "gradient-boosting").stream()
              .map(algorithm -> Scored.of(candidate(algorithm, workers), table, workers))
              .toList();
      SplitSummary split = new SplitSummary(4, 4, 2, 2, 0, false);
      return new Evaluator(pipeline, holdout, "5".repeat(64), split, null, workers).of(scored);
    }
  }

  private static Candidate candidate(String algorithm, Workers workers) {
    Table training = table(1);
    byte[] labels = Labels.of(training, TARGET);
    FeatureTable features = FeatureTable.of(training, List.of("gender", "tenure"));
    StoredModel model =
        new StoredModel(
            Learner.of(algorithm, Map.of())
                .fit(features, labels, new FitContext(1, workers, () -> {})),
            new Uncalibrated(),
            algorithm,
            0.5,
            "0".repeat(64),
            List.of());
    TrainingSummary summary =
        Trainings.summary(
            algorithm,
            Map.of("l2", "1.0"),
            List.of("gender", "tenure"),
            Metrics.of(labels, model.probabilities(training), 0.5),
            "0".repeat(64));
    return new Candidate(summary, new byte[0], model, new byte[0], Trainings.receipt(algorithm));
  }

  /// Customers leave the likelier the shorter they have been there.
  private static Table table(long seed) {
    Random random = new Random(seed);
    int[] gender = random.ints(ROWS, 0, 2).toArray();
    double[] tenure = random.doubles(ROWS, 0, 70).toArray();
    int[] churn = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      churn[row] = random.nextDouble() * 70 > tenure[row] ? 1 : 0;
    }
    return new Table(
        List.of(
            new CategoryColumn("gender", gender, List.of(HOSTILE, "b")),
            new NumberColumn("tenure", NumberColumn.Kind.NUMBER, tenure),
            new CategoryColumn("churn", churn, List.of("No", "Yes"))),
        ROWS);
  }
}
