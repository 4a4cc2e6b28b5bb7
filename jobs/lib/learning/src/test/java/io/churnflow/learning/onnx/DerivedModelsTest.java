package io.churnflow.learning.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.Timestamps;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.PlattScaling;
import io.churnflow.learning.derived.Age;
import io.churnflow.learning.derived.CalendarPart;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.support.Telco;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Models that see what is derived of timestamps. The cases are left for
/// `tests/models/test_timestamps.py`.
final class DerivedModelsTest {
  private static final Path CASES = Path.of("target", "timestamp-cases");
  private static final double UNTIL = 1_719_750_896_789.0;
  private static final List<Derivation> DERIVATIONS =
      List.of(
          new Age("age", "signed_up", null, UNTIL),
          new Age("unseen_for", "last_seen", "as_of", 0),
          new CalendarPart("month", "signed_up", CalendarPart.Part.MONTH),
          new CalendarPart("weekday", "signed_up", CalendarPart.Part.WEEKDAY),
          new CalendarPart("hour", "last_seen", CalendarPart.Part.HOUR));
  private static final List<String> NAMES =
      List.of("age", "tenure", "month", "contract", "weekday", "unseen_for", "hour");
  private static final Telco TELCO = Telco.read();
  private static final Table RAW = raw();
  private static final List<StoredModel> MODELS =
      Learner.ALGORITHMS.stream().map(DerivedModelsTest::model).toList();

  /// A model of each kind.
  static List<StoredModel> models() {
    return MODELS;
  }

  /// The first of the rows that they take.
  static Table rows(int count) {
    return RAW.select(IntStream.range(0, count).toArray());
  }

  @Test
  void refusesAColumnNamedLikeAValueThatADerivationTakes() {
    for (StoredModel stored : MODELS) {
      for (String name : ModelCases.valuesInside(stored)) {
        if (!NAMES.contains(name)) {
          assertThrows(
              IllegalArgumentException.class, () -> OnnxWriter.checkNames(List.of(name)), name);
        }
      }
    }
  }

  /// Two columns of the sample, and moments of the years 1 to 9999, most of them near; the first
  /// ones depend on the label.
  private static Table raw() {
    Table telco = new Table(TELCO.features().columns(), TELCO.labels().length);
    List<Column> columns =
        new ArrayList<>(List.of(telco.column("tenure"), telco.column("contract")));
    Randomness random = new Randomness(3);
    for (String name : List.of("signed_up", "last_seen", "as_of")) {
      double[] moments = new double[telco.rows()];
      for (int row = 0; row < moments.length; row++) {
        double near = UNTIL - (TELCO.labels()[row] + random.nextInt(2000)) * Timestamps.DAY;
        double far = Math.floor((random.nextInt(1 << 30) / 1e9 - 0.2) * Timestamps.FARTHEST);
        int kind = random.nextInt(10);
        double exact = near + random.nextInt(86_400_000);
        moments[row] = kind == 0 ? Double.NaN : kind == 1 ? far : exact;
      }
      columns.add(new NumberColumn(name, NumberColumn.Kind.TIMESTAMP, moments));
    }
    return new Table(columns, telco.rows());
  }

  private static StoredModel model(String algorithm) {
    FeatureTable features = Derivation.table(RAW, NAMES, DERIVATIONS);
    return new StoredModel(
        ModelCases.fitted(algorithm, features, TELCO.labels(), 12),
        new PlattScaling(1.1, 0.2),
        algorithm,
        0.3,
        ModelCases.DIGEST,
        DERIVATIONS);
  }

  @BeforeAll
  static void leaveTheCasesForOnnxruntime() throws IOException {
    Files.createDirectories(CASES);
    Files.write(CASES.resolve("rows.csv"), ModelCases.lines(RAW.columns(), RAW.rows()));
    for (StoredModel model : MODELS) {
      Files.write(CASES.resolve(model.algorithm() + ".onnx"), OnnxWriter.write(model));
      Files.write(
          CASES.resolve(model.algorithm() + ".txt"),
          Arrays.stream(model.probabilities(RAW)).mapToObj(Double::toString).toList());
    }
  }

  @Test
  void givesTheSameModelBackWithItsDerivations() {
    for (StoredModel model : MODELS) {
      StoredModel back = OnnxReader.read(OnnxWriter.write(model));
      assertEquals(model.model().features(), back.model().features());
      assertEquals(
          model.derivations().stream().map(Derivation::feature).sorted(BY_NAME).toList(),
          back.derivations().stream().map(Derivation::feature).sorted(BY_NAME).toList());
      assertTrue(back.derivations().containsAll(model.derivations()));
      assertArrayEquals(model.probabilities(RAW), back.probabilities(RAW));
    }
  }

  private static final java.util.Comparator<Feature> BY_NAME =
      java.util.Comparator.comparing(Feature::name);

  @Test
  void scoresTheSameInBlocksOnAnyNumberOfThreads() {
    int[] many = IntStream.range(0, 20_000).map(row -> row * 7 % RAW.rows()).toArray();
    Table table = RAW.select(many);
    for (StoredModel model : MODELS) {
      double[] once = model.probabilities(table);
      for (int threads : new int[] {1, 2, 3}) {
        try (Workers workers = new Workers(threads)) {
          assertArrayEquals(once, model.probabilities(table, workers));
          assertArrayEquals(
              model.scores(RAW.select(new int[0])), model.scores(RAW.select(new int[0]), workers));
        }
      }
    }
  }

  @Test
  void takesTimestampsAndNothingThatIsDerived() {
    assertEquals(
        List.of("signed_up", "tenure", "contract", "last_seen", "as_of"),
        MODELS.getFirst().inputs().stream().map(Feature::name).toList());
    String file = new String(OnnxWriter.write(MODELS.getFirst()), UTF_8);
    assertTrue(file.contains("{\"name\":\"signed_up\",\"kind\":\"timestamp\"}"), file);
  }

  @Test
  void readsRandomChoicesOfDerivationsBack() {
    Randomness random = new Randomness(11);
    for (int seed = 0; seed < 20; seed++) {
      List<String> names =
          NAMES.stream().filter(name -> random.nextInt(2) == 0 || name.equals("tenure")).toList();
      List<Derivation> own =
          DERIVATIONS.stream()
              .filter(derivation -> names.contains(derivation.feature().name()))
              .toList();
      FeatureTable features = Derivation.table(RAW, names, own);
      int[] few = IntStream.range(0, 300).toArray();
      String algorithm = Learner.ALGORITHMS.get(random.nextInt(3));
      StoredModel model =
          new StoredModel(
              ModelCases.fitted(
                  algorithm, features.select(few), Arrays.copyOf(TELCO.labels(), 300), 3),
              new PlattScaling(1, 0),
              algorithm,
              0.5,
              ModelCases.DIGEST,
              own);
      StoredModel back = OnnxReader.read(OnnxWriter.write(model));
      assertArrayEquals(model.probabilities(RAW), back.probabilities(RAW));
    }
  }

  @Test
  void refusesAFileWhoseDerivationWasChanged() {
    byte[] file = OnnxWriter.write(MODELS.getFirst());
    byte[] month = "January".getBytes(UTF_8);
    int place = 0;
    while (!Arrays.equals(Arrays.copyOfRange(file, place, place + month.length), month)) {
      place++;
    }
    file[place] = 'j';
    assertThrows(DamagedModelException.class, () -> OnnxReader.read(file));
  }
}
