package io.churnflow.learning.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.support.Telco;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ModelFileTest {
  private static final Telco TELCO = Telco.read();
  private static final FeatureTable ROWS = ModelCases.withOddRows(TELCO.features());
  private static final List<StoredModel> MODELS = models();

  private static List<StoredModel> models() {
    byte[] labels = Arrays.copyOf(TELCO.labels(), ROWS.rows());
    return ModelCases.models(ROWS, labels, 40);
  }

  @BeforeAll
  static void leaveTheCasesForOnnxruntime() {
    ModelCases.write(Path.of("target", "model-cases"), ROWS, MODELS);
  }

  @Test
  void givesTheVeryProbabilitiesOfTheFittedModel() {
    for (StoredModel stored : MODELS) {
      StoredModel back = OnnxReader.read(OnnxWriter.write(stored));
      assertArrayEquals(
          ModelCases.probabilities(stored, ROWS),
          ModelCases.probabilities(back, ROWS),
          stored.algorithm());
    }
  }

  @Test
  void keepsWhatTheModelSaysOfItself() {
    for (StoredModel stored : MODELS) {
      StoredModel back = OnnxReader.read(OnnxWriter.write(stored));
      assertEquals(stored.algorithm(), back.algorithm());
      assertEquals(stored.calibration().method(), back.calibration().method());
      assertEquals(0.3125, back.threshold());
      assertEquals(ModelCases.DIGEST, back.contractSha256());
      assertEquals(TELCO.features().features(), back.model().features());
    }
  }

  @Test
  void refusesAColumnNamedLikeAnyValueInsideAnyGraph() {
    for (StoredModel stored : MODELS) {
      for (String name : ModelCases.valuesInside(stored)) {
        assertThrows(
            IllegalArgumentException.class,
            () -> OnnxWriter.checkNames(List.of("tenure", name)),
            name);
      }
    }
    OnnxWriter.checkNames(TELCO.features().columns().stream().map(Column::name).toList());
    OnnxWriter.checkNames(List.of("credit_score", "until", "size", "calibration", "1st", "3.5"));
  }

  @Test
  void writesTheSameBytesForTheSameModel() {
    for (StoredModel stored : models()) {
      byte[] again = OnnxWriter.write(stored);
      MODELS.stream()
          .filter(other -> other.algorithm().equals(stored.algorithm()))
          .filter(other -> other.calibration().method().equals(stored.calibration().method()))
          .forEach(other -> assertArrayEquals(OnnxWriter.write(other), again));
    }
  }

  @Test
  void scoresColumnsInAnyOrderWithOthersBesideThem() {
    List<Column> columns = new ArrayList<>(ROWS.columns().reversed());
    columns.add(3, Telco.numbers("other", new double[ROWS.rows()]));
    Table table = new Table(columns, ROWS.rows());
    for (StoredModel stored : MODELS) {
      assertArrayEquals(ModelCases.probabilities(stored, ROWS), stored.probabilities(table));
    }
  }

  @Test
  void givesTheVeryProbabilitiesOfModelsThatNoLearnerWouldMake() {
    for (int seed = 0; seed < 24; seed++) {
      RandomModels cases = new RandomModels(seed);
      StoredModel stored = cases.model();
      FeatureTable rows = cases.rows(stored.model().features());
      StoredModel back = OnnxReader.read(OnnxWriter.write(stored));
      assertArrayEquals(
          ModelCases.probabilities(stored, rows), ModelCases.probabilities(back, rows));
      Path folder = Path.of("target", "random-cases", Integer.toString(seed));
      ModelCases.write(folder, rows, List.of(stored));
    }
  }

  @Test
  void readsAnUncalibratedModelOfTheFirstFormatAsItIs() {
    StoredModel stored = MODELS.getFirst();
    StoredModel back = OnnxReader.read(OnnxWriter.write(stored, Format.FIRST));
    assertArrayEquals(ModelCases.probabilities(stored, ROWS), ModelCases.probabilities(back, ROWS));
  }

  @Test
  void namesAColumnThatIsNotThere() {
    Table table = new Table(ROWS.columns().subList(1, 19), ROWS.rows());
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> MODELS.getFirst().probabilities(table));
    assertEquals("no column female in the table", refusal.getMessage());
  }

  @Test
  void takesATreeThatIsOneLeafOnly() {
    FeatureTable constant = Telco.table(Telco.numbers("x", 1, 1, 1, 1));
    for (String algorithm : List.of("random-forest", "gradient-boosting")) {
      try (Workers workers = new Workers(1)) {
        StoredModel stored =
            new StoredModel(
                Learner.of(algorithm, Map.of("trees", 3))
                    .fit(
                        constant,
                        new byte[] {0, 1, 0, 0},
                        new FitContext(1, workers, FitProgress.none())),
                new Uncalibrated(),
                algorithm,
                0.5,
                ModelCases.DIGEST,
                List.of());
        assertArrayEquals(
            stored.model().probabilities(constant),
            OnnxReader.read(OnnxWriter.write(stored)).model().probabilities(constant));
      }
    }
  }

  @Test
  void refusesToWriteAFeatureNamedLikeTheOutput() {
    FeatureTable table = Telco.table(Telco.numbers("churn_probability", 1, 2, 3, 4));
    try (Workers workers = new Workers(1)) {
      StoredModel stored =
          new StoredModel(
              Learner.of("logistic-regression", Map.of())
                  .fit(
                      table,
                      new byte[] {0, 1, 0, 1},
                      new FitContext(1, workers, FitProgress.none())),
              new Uncalibrated(),
              "logistic-regression",
              0.5,
              ModelCases.DIGEST,
              List.of());
      assertThrows(IllegalArgumentException.class, () -> OnnxWriter.write(stored));
    }
  }
}
