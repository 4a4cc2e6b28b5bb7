package io.churnflow.jobs.trainmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.TrialTable;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Environment;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Launcher;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainModelTest {
  private static final int ROWS = 400;
  private static final String PIPELINE =
      SmallPipeline.of(
              """
              target: {column: left, positive: "yes", negative: "no"}
              columns:
                - {name: age, type: integer}
                - {name: plan, type: category, categories: [a, b]}
              """)
          .trainedBy(
              """
              models:
                - {algorithm: logistic-regression}
                - {algorithm: random-forest, parameters: {trees: 20}}
                - {algorithm: gradient-boosting, parameters: {trees: 10, max_leaves: 4}}
              """)
          .yaml();

  @TempDir Path home;
  private final Map<String, String> variables = new TreeMap<>();
  private String err = "";

  @BeforeEach
  void process() throws IOException {
    variables.put("CHURNFLOW_HOME", home.toString());
    variables.put("CHURNFLOW_PIPELINES", home.toString());
    variables.put("CHURNFLOW_PIPELINE", "small");
    Files.writeString(home.resolve("small.yaml"), PIPELINE);
  }

  /// The step before, with a table in which the older and those with plan b leave more often.
  private static final class Before implements Job {
    private final Options options = new Options("process-data", "Makes a small table.");

    @Override
    public Options options() {
      return options;
    }

    @Override
    public Outcome call() throws Exception {
      return options
          .run()
          .step("process-data")
          .publish(output -> {
            output.table("train.arrow", table());
            return Result.rows(ROWS);
          });
    }

    private static Table table() {
      Random random = new Random(7);
      double[] ages = random.doubles(ROWS, 18, 80).map(Math::rint).toArray();
      int[] plans = random.ints(ROWS, 0, 2).toArray();
      int[] left =
          IntStream.range(0, ROWS)
              .map(row -> random.nextDouble() < (ages[row] / 160 + plans[row] * 0.4) ? 1 : 0)
              .toArray();
      String[] ids = IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(String[]::new);
      return new Table(
          List.of(
              new TextColumn("id", ids),
              new NumberColumn("age", NumberColumn.Kind.INTEGER, ages),
              new CategoryColumn("plan", plans, List.of("a", "b")),
              new CategoryColumn("left", left, List.of("no", "yes"))),
          ROWS);
    }
  }

  private int run(Job job, String... arguments) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        new Launcher(
                new Environment(variables),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8))
            .run(job, arguments);
    err = errors.toString(StandardCharsets.UTF_8);
    return code;
  }

  /// Trains in a run of its own and returns the folder of the step.
  private Path train(String runId, String algorithm) throws IOException {
    variables.put("CHURNFLOW_RUN_ID", runId);
    assertEquals(0, run(new Before()), err);
    assertEquals(0, run(new TrainModel(), "--algorithm", algorithm), err);
    try (Stream<Path> runs = Files.list(home.resolve("runs/small"))) {
      return runs.filter(folder -> folder.getFileName().toString().startsWith(runId + "-"))
          .findFirst()
          .orElseThrow()
          .resolve("train-model")
          .resolve(algorithm);
    }
  }

  /// Digests of what a repeat must give again: not the receipt, nor the result, which names the
  /// run's folder.
  private static Map<String, FileDigest> contents(Path folder) throws IOException {
    return Json.read(folder.resolve("manifest.json"), Manifest.class).files();
  }

  private static byte[] labels(Table table) {
    CategoryColumn column = (CategoryColumn) table.column("left");
    int positive = column.dictionary().indexOf("yes");
    byte[] labels = new byte[table.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = (byte) (column.codes()[row] == positive ? 1 : 0);
    }
    return labels;
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void publishesAModelThatHasLearned(String algorithm) throws Exception {
    Path folder = train("one", algorithm);
    TrainingSummary summary = Json.read(folder.resolve("training.json"), TrainingSummary.class);
    assertEquals(List.of("age", "plan"), summary.features());
    assertTrue(summary.outOfFold().rocAuc() > 0.65, summary.toString());
    assertEquals(
        summary.threshold(),
        OnnxReader.read(Files.readAllBytes(folder.resolve("model.onnx"))).threshold());
  }

  /// Measured again here, from the predictions that the job publishes.
  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void choosesTheThresholdOfBestF1AmongTheOutOfFoldPredictions(String algorithm) throws Exception {
    Path folder = train("one", algorithm);
    TrainingSummary summary = Json.read(folder.resolve("training.json"), TrainingSummary.class);
    Table predicted = ArrowTables.read(folder.resolve("out_of_fold.arrow"));
    double[] probabilities = ((NumberColumn) predicted.column("churn_probability")).values();
    byte[] labels = labels(predicted);
    double best =
        Arrays.stream(probabilities)
            .map(threshold -> Metrics.of(labels, probabilities, threshold).f1())
            .max()
            .orElseThrow();
    assertEquals(best, Metrics.of(labels, probabilities, summary.threshold()).f1(), 1e-12);
    assertEquals(best, summary.outOfFold().f1(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void givesTheSameBytesWithAnyNumberOfThreads(String algorithm) throws IOException {
    variables.put("CHURNFLOW_THREADS", "1");
    Map<String, FileDigest> alone = contents(train("alone", algorithm));
    variables.put("CHURNFLOW_THREADS", "4");
    assertEquals(alone, contents(train("together", algorithm)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "gradient-boosting"})
  void givesTheSameBytesWhereTheTrialsAreDoneInParts(String algorithm) throws IOException {
    Files.writeString(
        home.resolve("small.yaml"),
        PIPELINE.replace(
            "metric: pr_auc\n  models", "metric: pr_auc\n  search: {trials: 5}\n  models"));
    Map<String, FileDigest> whole = contents(train("whole", algorithm));
    variables.put("CHURNFLOW_RUN_ID", "parts");
    assertEquals(0, run(new Before()), err);
    String[] rest = {"--algorithm", algorithm, "--search-parts", "2"};
    assertEquals(2, run(new TrainModel(), rest), err);
    assertTrue(err.contains("search-model"), err);
    String[] tooMany = {"--algorithm", algorithm, "--search-part", "6/6"};
    assertEquals(2, run(new TrainModel(), tooMany), err);
    for (String part : List.of("2/2", "1/2")) {
      assertEquals(0, run(new TrainModel(), "--algorithm", algorithm, "--search-part", part), err);
    }
    variables.put("CHURNFLOW_SEARCH_PARTS", "2");
    assertEquals(whole, contents(train("parts", algorithm)));
  }

  @Test
  void trainsOtherwiseWithAnotherSeed() throws IOException {
    byte[] first = Files.readAllBytes(train("first", "random-forest").resolve("model.onnx"));
    Files.writeString(
        home.resolve("small.yaml"), PIPELINE.replace("folds: 3", "seed: 99\n  folds: 3"));
    byte[] second = Files.readAllBytes(train("second", "random-forest").resolve("model.onnx"));
    assertNotEquals(Arrays.hashCode(first), Arrays.hashCode(second));
  }

  @Test
  void keepsTheRowsInOrder() throws IOException {
    Table predicted =
        ArrowTables.read(train("one", "logistic-regression").resolve("out_of_fold.arrow"));
    assertArrayEquals(
        IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(),
        ((TextColumn) predicted.column("id")).values());
  }

  private TrainingSummary summary(String algorithm, String pipeline) throws IOException {
    Files.writeString(home.resolve("small.yaml"), pipeline);
    return Json.read(train("one", algorithm).resolve("training.json"), TrainingSummary.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void searchesTheSameWithAnyNumberOfThreads(String algorithm) throws IOException {
    Files.writeString(
        home.resolve("small.yaml"),
        PIPELINE.replace(
            "metric: pr_auc\n  models", "metric: pr_auc\n  search: {trials: 4}\n  models"));
    variables.put("CHURNFLOW_THREADS", "1");
    Path folder = train("alone", algorithm);
    variables.put("CHURNFLOW_THREADS", "3");
    assertEquals(contents(folder), contents(train("together", algorithm)));
    TrialTable trials = Json.read(folder.resolve("trials.json"), TrialTable.class);
    TrainingSummary summary = Json.read(folder.resolve("training.json"), TrainingSummary.class);
    assertEquals(4, trials.data().size());
    assertEquals(4, summary.search().trialsDone());
    double best =
        trials.data().stream().mapToDouble(row -> (double) row.get(1)).max().orElseThrow();
    assertEquals(best, summary.search().mean());
    assertEquals(best, trials.data().get(summary.search().best() - 1).get(1));
  }

  @Test
  void searchesAsLongAsTheModelAsks() throws IOException {
    String own =
        PIPELINE
            .replace("metric: pr_auc\n  models", "metric: pr_auc\n  search: {trials: 2}\n  models")
            .replace("algorithm: logistic-regression", "algorithm: logistic-regression, trials: 3")
            .replace("algorithm: gradient-boosting", "algorithm: gradient-boosting, trials: 0");
    Files.writeString(home.resolve("small.yaml"), own);
    for (Map.Entry<String, Integer> asked :
        Map.of("logistic-regression", 3, "random-forest", 2, "gradient-boosting", 0).entrySet()) {
      Path folder = train("one", asked.getKey());
      TrialTable trials = Json.read(folder.resolve("trials.json"), TrialTable.class);
      assertEquals(Math.max(asked.getValue(), 1), trials.data().size());
      TrainingSummary summary = Json.read(folder.resolve("training.json"), TrainingSummary.class);
      assertEquals(asked.getValue(), summary.search().trialsAsked());
    }
  }

  @Test
  void storesTheCalibrationWhoseProbabilitiesItMeasured() throws Exception {
    Files.writeString(
        home.resolve("small.yaml"), PIPELINE.replace("folds: 3", "folds: 3\n  calibration: platt"));
    Path folder = train("one", "random-forest");
    TrainingSummary summary = Json.read(folder.resolve("training.json"), TrainingSummary.class);
    assertEquals("platt", summary.calibration().method());
    assertEquals(summary.outOfFold().brier(), summary.calibration().brierAfter(), 1e-12);
    assertEquals(
        "platt",
        OnnxReader.read(Files.readAllBytes(folder.resolve("model.onnx"))).calibration().method());
  }

  @Test
  void choosesTheThresholdByMoney() throws IOException {
    String rule =
        "threshold: {rule: profit, offer_cost: 10, customer_value: {column: age, times: 2}, success_rate: 0.5}";
    TrainingSummary summary =
        summary("logistic-regression", PIPELINE.replace("threshold: {rule: best_f1}", rule));
    ProfitCurve profit = Objects.requireNonNull(summary.profit());
    assertTrue(profit.chosen() > profit.treatEverybody(), profit.toString());
    double most =
        profit.points().stream().mapToDouble(ProfitCurve.Point::profit).max().orElseThrow();
    assertTrue(profit.chosen() >= most, profit.toString());
  }

  @Test
  void endsWithTheBestThatCanBeReachedWhereTheMinimumCannot() throws IOException {
    Files.writeString(
        home.resolve("small.yaml"),
        PIPELINE.replace("rule: best_f1", "rule: minimum_precision, value: 1"));
    variables.put("CHURNFLOW_RUN_ID", "one");
    assertEquals(0, run(new Before()), err);
    assertEquals(3, run(new TrainModel(), "--algorithm", "gradient-boosting"), err);
    assertTrue(err.contains("the highest that any threshold reaches"), err);
  }

  @Test
  void keepsAGroupInOneFoldAndChoosesColumns() throws IOException {
    TrainingSummary summary =
        summary(
            "gradient-boosting",
            PIPELINE
                    .replace("salt: s", "salt: s\n  group_column: age")
                    .replace("folds: 3", "folds: 3\n  class_weight: balanced")
                + "features: {max: 1}\n");
    assertEquals(1, summary.features().size());
    assertEquals("balanced", summary.parameters().get("class_weight"));
  }

  @Test
  void warnsOfRowsThatAnotherFoldHasACopyOf() throws IOException {
    TrainingSummary summary = summary("logistic-regression", PIPELINE);
    // Ages from 18 to 80 and two plans: nearly every row has its like.
    assertTrue(summary.leaks().duplicateRows() > ROWS / 2, summary.toString());
    assertTrue(err.contains("same features as a row in another fold"), err);
  }

  @Test
  void refusesAnAlgorithmThatThePipelineFileDoesNotName() throws IOException {
    train("one", "logistic-regression");
    assertEquals(2, run(new TrainModel(), "--algorithm", "oracle"));
    assertTrue(err.contains("found 'oracle'"), err);
  }

  @Test
  void refusesAParameterThatTheAlgorithmDoesNotHave() throws IOException {
    Files.writeString(home.resolve("small.yaml"), PIPELINE.replace("max_leaves", "leafs"));
    variables.put("CHURNFLOW_RUN_ID", "one");
    assertEquals(0, run(new Before()), err);
    assertEquals(2, run(new TrainModel(), "--algorithm", "gradient-boosting"));
    assertTrue(err.contains("leafs"), err);
    assertEquals(1, err.lines().count(), err);
  }

  @Test
  void refusesToStartBeforeTheStepThatItReads() {
    variables.put("CHURNFLOW_RUN_ID", "early");
    assertEquals(2, run(new TrainModel(), "--algorithm", "random-forest"));
    assertTrue(err.contains("process-data"), err);
  }
}
