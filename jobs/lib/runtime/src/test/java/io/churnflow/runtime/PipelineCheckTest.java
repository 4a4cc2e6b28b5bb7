package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineCheckTest {
  private static final Path SAMPLE = Path.of("../../../dags/pipelines/telco_churn.yaml");
  private static final int MUTANTS = 400;

  @TempDir Path folder;
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    sample = Files.readString(SAMPLE);
  }

  private List<String> problems(String text) throws IOException {
    return PipelineCheck.problems(Files.writeString(folder.resolve("telco_churn.yaml"), text));
  }

  @Test
  void findsNothingInTheSample() {
    assertEquals(List.of(), PipelineCheck.problems(SAMPLE));
  }

  @Test
  void saysEverythingThatIsWrongAtOnceWithPathAndValueAndWhatIsAllowed() throws IOException {
    List<String> problems =
        problems(
            sample
                .replace("unparseable_share: 0 ", "unparseable_share: 7 ")
                .replace("{name: female, type: boolean}", "{name: female, type: bool, missing: 2}")
                .replace("holdout_percent: 20", "holdout_percent: 95")
                .replace("folds: 5", "folds: five\n  fold: 5")
                .replace("approval: automatic ", "approval: nobody ")
                .replace("minimum_positives: 200", "minimum_positives: 0")
                .replace("retention: {run_folders_days: 30}", ""));
    assertEquals(
        List.of(
            "contract.columns[0].type: expected one of number, integer, boolean, category, timestamp, found 'bool'",
            "contract.columns[0].missing: expected a share from 0 to 1, found 2.0",
            "contract.unparseable_share: expected a share from 0 to 1, found 7.0",
            "split.holdout_percent: expected a whole number from 1 to 90, found 95",
            "training.fold: no such field; known here: calibration, class_weight, folds, input, metric, models, outcomes, search, seed",
            "training.folds: expected a whole number, found 'five'",
            "gate.minimum_positives: expected a whole number of at least 1, found 0",
            "promotion.approval: expected one of automatic, person, found 'nobody'",
            "retention: expected a value, found none"),
        problems);
  }

  @Test
  void saysAllThatOneRecordRefuses() throws IOException {
    List<String> problems =
        problems(
            sample
                .replace("name: telco_churn", "name: Telco Churn")
                .replace("owner: retention-data-science", "owner: ''")
                .replace("exclude: []", "exclude: [nowhere]")
                .replace(
                    "slices: [female, senior_citizen, contract, tenure]", "slices: [elsewhere]"));
    assertEquals(4, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith("name: expected lower-case letters"), problems.get(0));
    assertTrue(problems.get(1).startsWith("owner: expected a text"), problems.get(1));
    assertTrue(problems.get(2).contains("evaluation.slices"), problems.get(2));
    assertTrue(problems.get(3).contains("features.exclude"), problems.get(3));
  }

  @Test
  void doesNotBlameOneSectionForAnother() throws IOException {
    List<String> problems =
        problems(sample.replace("{name: tenure, type: integer,", "{name: tenure, type: whole,"));
    assertEquals(1, problems.size(), problems.toString());
  }

  /// Neither a broken section beside them nor a broken column hides a column that is not there.
  @Test
  void saysThatColumnsAreMissingBesideWhatElseIsWrong() throws IOException {
    String missing =
        sample
            .replace("salt: telco-churn-1", "salt: telco-churn-1, time_column: renewal_du")
            .replace("folds: 5", "folds: 50");
    String split =
        "split.time_column: expected a number or timestamp column of the contract without missing cells, found renewal_du";
    String folds = "training.folds: expected a whole number from 2 to 20, found 50";
    assertEquals(List.of(folds, split), problems(missing));
    assertEquals(
        List.of(
            "contract.columns[4].type: expected one of number, integer, boolean, category, timestamp, found 'whole'",
            folds,
            "threshold.rule: expected one of best_f1, minimum_recall, minimum_precision, profit, found 'best'",
            split),
        problems(
            missing
                .replace("{name: tenure, type: integer,", "{name: tenure, type: whole,")
                .replace("rule: best_f1", "rule: best")));
  }

  @Test
  void endsAtOnceWhereThereIsNothingToWalkOver() {
    for (String text : List.of("", "- a\n", "name: [", "\0\1", "[".repeat(5000))) {
      assertThrows(UsageException.class, () -> problems(text), text);
    }
  }

  @Test
  void refusesAnAlias() {
    assertThrows(UsageException.class, () -> problems("a: &a [*a]"));
  }

  /// Lines left out, doubled, or with another value: the two readers agree on which are sound, and
  /// the first reader's error is among the second's.
  @Test
  void refusesExactlyWhatTheJobsRefuse() throws IOException {
    Random random = new Random(4);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutant(random);
      Path file = Files.writeString(folder.resolve("telco_churn.yaml"), mutant);
      boolean sound = isSound(file);
      boolean found = !isFound(file);
      assertEquals(sound, found, mutant);
      refused += sound ? 0 : 1;
    }
    assertTrue(refused > MUTANTS / 4 && refused < MUTANTS, "refused: " + refused);
  }

  private static boolean isSound(Path file) {
    try {
      PipelineFile.read(file);
      return true;
    } catch (UsageException refused) {
      return false;
    }
  }

  private static boolean isFound(Path file) {
    try {
      return !PipelineCheck.problems(file).isEmpty();
    } catch (UsageException refused) {
      return true;
    }
  }

  private String mutant(Random random) {
    List<String> values =
        List.of("0", "-1", "1.5", "true", "x", "[]", "{}", "null", "\"\"", "[1]", "1e9", "{a: 1}");
    String[] lines = sample.split("\n", -1);
    for (int change = random.nextInt(2); change >= 0; change--) {
      int place = random.nextInt(lines.length);
      String value = values.get(random.nextInt(values.size()));
      lines[place] =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> lines[place].replaceFirst(": [^,}]+", ": " + value);
            case 2 -> lines[place].replaceFirst("([a-z_]+):", "$1x:");
            default -> lines[place].replaceFirst("(, [a-z]+): [^,}]+", "$1: " + value);
          };
    }
    return String.join("\n", lines);
  }
}
