package io.churnflow.jobs.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.fixtures.ColumnBuilder;
import io.churnflow.fixtures.Contracts;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringTest {
  private static final int ROWS = 100_000;
  private static final int REASONS = 2;

  @TempDir private Path folder = Path.of("");
  private int files;

  private static Table table(int rows) {
    Random random = new Random(1);
    return new Table(
        List.of(
            new TextColumn(
                "id", IntStream.range(0, rows).mapToObj(row -> "C" + row).toArray(String[]::new)),
            new NumberColumn("age", NumberColumn.Kind.NUMBER, random.doubles(rows).toArray()),
            new CategoryColumn("plan", random.ints(rows, -1, 2).toArray(), List.of("a", "b"))),
        rows);
  }

  static StoredModel model() {
    FeatureTable features = FeatureTable.of(table(4), List.of("age", "plan"));
    try (Workers workers = new Workers(1)) {
      return new StoredModel(
          Learner.of("logistic-regression", Map.of())
              .fit(
                  features,
                  new byte[] {0, 1, 0, 1},
                  new FitContext(1, workers, FitProgress.none())),
          new Uncalibrated(),
          "logistic-regression",
          0.5,
          "0".repeat(64),
          List.of());
    }
  }

  static Arm arm(String name, int version) {
    return new Arm(
        name, new ProductionModel("m", version, "r", "a", "0".repeat(64), null), model());
  }

  private static Contract contract() {
    return Contracts.of(ColumnBuilder.number("age"), ColumnBuilder.category("plan"));
  }

  private String scored(Table table, String id, int threads) throws IOException {
    Path arrow = folder.resolve("table" + files);
    Path archive = folder.resolve("archive" + files);
    Path csv = folder.resolve("predictions" + files++);
    ArrowTables.write(table, arrow);
    List<Arm> arms = List.of(arm("production", 3));
    List<Reasons> reasons = List.of(Reasons.of(model(), contract(), List.of(), REASONS));
    Scoring scoring = new Scoring(arms, reasons, Dealing.of(null, arms), id);
    try (TableReader reader = TableReader.open(arrow);
        PredictionsFile file = PredictionsFile.create(csv, contract().target(), arms, false);
        TableWriter archived = TableWriter.create(archive, ScoredRows.LAYOUT)) {
      scoring.score(reader, file, archived, threads);
      ScoredRows.finish(archived, arms.stream().map(Arm::name).toList());
    }
    ScoredArm scored = scoring.scored().getFirst();
    assertEquals(table.rows(), scored.count());
    String text = Files.readString(csv);
    assertEquals(text.lines().filter(line -> line.contains(",Yes,3,")).count(), scored.positives());
    assertEquals(text.lines().map(ScoringTest::withoutReasons).toList(), archived(archive));
    return text;
  }

  private static String withoutReasons(String line) {
    return String.join(",", List.of(line.split(",", -1)).subList(0, 4));
  }

  private static List<String> archived(Path file) {
    Table kept = ArrowTables.read(file);
    assertEquals(
        List.of("id", "churn_probability", "churn", "arm"),
        kept.columns().stream().map(Column::name).toList());
    List<String[]> cells = kept.columns().stream().map(Column::texts).toList();
    return IntStream.range(0, kept.rows())
        .mapToObj(row ->
            String.join(
                ",",
                cells.get(0)[row],
                cells.get(1)[row],
                cells.get(2)[row].equals("1") ? "Yes" : "No",
                "3"))
        .toList();
  }

  @Test
  void givesTheSameFileWithAnyNumberOfThreads() throws IOException {
    Table table = table(ROWS);
    String expected = scored(table, "id", 1);
    assertEquals(expected, scored(table, "id", 2));
    assertEquals(expected, scored(table, "id", 5));
  }

  @Test
  void scoresBatchesAsItWouldTheWholeTable() throws IOException {
    Table table = table(ROWS);
    double[] whole = model().probabilities(table);
    List<String> lines = scored(table, "id", 2).lines().toList();
    assertEquals(ROWS, lines.size());
    for (int row = 0; row < ROWS; row++) {
      String churn = whole[row] >= 0.5 ? "Yes" : "No";
      String start = "C%d,%s,%s,3,".formatted(row, whole[row], churn);
      assertEquals(start, lines.get(row).substring(0, start.length()));
    }
  }

  @Test
  void refusesATableWithoutTheIdOrAColumnOfTheModel() {
    assertThrows(DataException.class, () -> scored(table(10), "customer", 2));
    Table narrow = new Table(table(10).columns().subList(0, 2), 10);
    assertThrows(UsageException.class, () -> scored(narrow, "id", 2));
  }

  @Test
  void splitsCustomersBetweenArmsAndSaysWhich() throws IOException {
    Challengers asked =
        new Challengers(
            Challengers.Mode.SPLIT,
            "salt",
            List.of(new Challengers.Arm("production", 1), new Challengers.Arm("challenger", 1)));
    List<Arm> arms = List.of(arm("production", 3), arm("challenger", 4));
    List<String> lines = lines(arms, Dealing.of(asked, arms));
    List<String> alone = scored(table(ROWS), "id", 2).lines().toList();
    int challengers = 0;
    for (int row = 0; row < ROWS; row++) {
      String line = lines.get(row);
      boolean own = line.contains(",4,challenger,");
      challengers += own ? 1 : 0;
      assertEquals(alone.get(row), line.replace(own ? ",4,challenger," : ",3,production,", ",3,"));
    }
    assertEquals(0.5, challengers / (double) ROWS, 0.02);
    Table kept = ArrowTables.read(folder.resolve("archive of arms"));
    assertEquals(ROWS, kept.rows());
    assertEquals(
        challengers,
        Arrays.stream(kept.column("arm").texts()).filter("challenger"::equals).count());
  }

  @Test
  void archivesWhatAChallengerSaysInTheShadowAndActsOnProduction() throws IOException {
    List<Arm> arms = List.of(arm("production", 3), arm("challenger", 4));
    List<String> lines = lines(arms, Dealing.of(null, arms));
    assertEquals(scored(table(ROWS), "id", 2).lines().toList(), lines);
    Table kept = ArrowTables.read(folder.resolve("archive of arms"));
    assertEquals(2 * ROWS, kept.rows());
    String[] names = kept.column("arm").texts();
    assertEquals(ROWS, Arrays.stream(names).filter("challenger"::equals).count());
  }

  private List<String> lines(List<Arm> arms, Dealing dealing) throws IOException {
    Path arrow = folder.resolve("table of arms");
    Path csv = folder.resolve("predictions of arms");
    ArrowTables.write(table(ROWS), arrow);
    boolean split = !dealing.isTrivial();
    List<Reasons> reasons =
        arms.stream()
            .map(arm ->
                split || arm.name().equals("production")
                    ? Reasons.of(arm.model(), contract(), List.of(), REASONS)
                    : Reasons.none(0))
            .toList();
    Scoring scoring = new Scoring(arms, reasons, dealing, "id");
    try (TableReader reader = TableReader.open(arrow);
        PredictionsFile file = PredictionsFile.create(csv, contract().target(), arms, split);
        TableWriter archived =
            TableWriter.create(folder.resolve("archive of arms"), ScoredRows.LAYOUT)) {
      scoring.score(reader, file, archived, 2);
      ScoredRows.finish(archived, arms.stream().map(Arm::name).toList());
    }
    return Files.readAllLines(csv);
  }
}
