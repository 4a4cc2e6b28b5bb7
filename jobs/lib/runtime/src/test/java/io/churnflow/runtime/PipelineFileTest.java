package io.churnflow.runtime;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.pipeline.Amount;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.DriftPolicy;
import io.churnflow.contracts.pipeline.Gate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.OutcomeWindow;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Threshold;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFileTest {
  private static final Path SAMPLE = Path.of("../../../dags/pipelines/telco_churn.yaml");

  @TempDir Path folder;
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    sample = Files.readString(SAMPLE);
  }

  private static String withOwner(String lines) {
    return lines.startsWith("owner:") ? lines : "owner: somebody\n" + lines;
  }

  private String refusal(String text) throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(file, text);
    String message =
        String.valueOf(
            assertThrows(UsageException.class, () -> PipelineFile.read(file)).getMessage());
    assertTrue(message.startsWith("pipeline file " + file + ": "), message);
    return message.substring(message.indexOf(".yaml: ") + 7);
  }

  @Test
  void readsTheSample() {
    Pipeline pipeline = PipelineFile.read(SAMPLE);
    assertEquals("telco_churn", pipeline.name());
    assertEquals(19, pipeline.featureNames().size());
    assertEquals(0.05, pipeline.contract().columns().getLast().missing());
  }

  @Test
  void aGateThatNamesOnlyItsMinimumHasTheUsualRest() throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(
        file, sample.replaceFirst("(?s)\\ngate:.*?\\n(?=\\S)", "\ngate: {minimum: 0.6}\n"));
    assertEquals(new Gate(Metric.PR_AUC, 0.6, 0.01, 200), PipelineFile.read(file).gate());
  }

  @Test
  void takesAReleaseThatIsAVersion() throws IOException {
    assertNull(PipelineFile.read(SAMPLE).release());
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(file, sample + "release: \"0.2.0-rc.1\"\n");
    assertEquals("0.2.0-rc.1", PipelineFile.read(file).release());
    assertEquals(
        "release: expected a version such as 0.1.0 in quotes, of at most 40 letters, digits, . and -, found '../x'",
        refusal(sample + "release: ../x\n"));
  }

  /// The very cases of `dags/tests/test_releases.py`: which release runs is read there.
  @Test
  void readsAReleaseAsTheDagsDo() throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    try (InputStream cases = PipelineFileTest.class.getResourceAsStream("/release-lines.json")) {
      for (JsonNode known : PipelineFile.MAPPER.readTree(requireNonNull(cases))) {
        String line = known.get("line").asText();
        if (known.get("release").isNull()) {
          refusal(sample + line + "\n");
        } else {
          Files.writeString(file, sample + line + "\n");
          String release = PipelineFile.read(file).release();
          assertEquals(known.get("release").asText(), release == null ? "" : release, line);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"release\": 0.2.0\n",
        "release : 0.2.0\n",
        "? release\n: 0.2.0\n",
        "release:\n  0.2.0\n",
        "release: !!str 0.2.0\n",
        "release: \"\\x30.2.0\"\n",
        "release: ~\n",
        "owner: \"somebody\nrelease: 9.9.9\nelse\"\n",
      })
  void refusesAReleaseThatTheDagsWouldReadOtherwise(String lines) throws IOException {
    String said = refusal(sample.replaceFirst("(?m)^owner:.*$", "") + withOwner(lines));
    assertTrue(said.startsWith("release: expected one line"), said);
  }

  @Test
  void namesARequiredFieldThatIsMissing() throws IOException {
    assertEquals(
        "training.folds: expected a value, found none", refusal(sample.replace("folds: 5", "")));
  }

  @Test
  void namesAnUnknownFieldAndTheKnownOnes() throws IOException {
    String message = refusal(sample.replace("folds: 5", "folds: 5\n  fold: 5"));
    assertTrue(
        message.startsWith(
            "training.fold: no such field; known here: calibration, class_weight, folds, input"),
        message);
  }

  @Test
  void namesAValueOutOfRangeByItsPath() throws IOException {
    assertEquals(
        "split.holdout_percent: expected a whole number from 1 to 90, found 95",
        refusal(sample.replace("holdout_percent: 20", "holdout_percent: 95")));
    assertEquals(
        "contract.columns[18].missing: expected a share from 0 to 1, found 1.5",
        refusal(sample.replace("missing: 0.05", "missing: 1.5")));
  }

  @Test
  void namesTheAllowedWords() throws IOException {
    assertEquals(
        "training.metric: expected one of pr_auc, roc_auc, f1, log_loss, brier, found 'auc'",
        refusal(
            sample.replace("metric: pr_auc                 # chooses", "metric: auc # chooses")));
  }

  private String threshold(String rule) {
    return sample.replace("threshold: {rule: best_f1}", "threshold: {rule: " + rule + "}");
  }

  @Test
  void readsAmountsThatAreConstantOrFromAColumn() throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(
        file,
        threshold(
            "profit, offer_cost: 10, customer_value: {column: monthly_charges, times: 12},"
                + " success_rate: 0.3"));
    Threshold read = PipelineFile.read(file).threshold();
    assertEquals(Amount.constant(10), read.offerCost());
    assertEquals(Amount.of("monthly_charges", 12.0), read.customerValue());
  }

  private OutcomeWindow outcomes(String fields) throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(file, outcomesOf(fields));
    return requireNonNull(PipelineFile.read(file).training().outcomes());
  }

  private String outcomesOf(String fields) {
    return sample.replace("  seed: 1\n", "  seed: 1\n  outcomes: {" + fields + "}\n");
  }

  @Test
  void readsWhichOutcomesAreTrainedOnAndRefusesAWindowThatIsNone() throws IOException {
    assertNull(PipelineFile.read(SAMPLE).training().outcomes());
    assertEquals(new OutcomeWindow(null, true), outcomes(""));
    assertEquals(Integer.MAX_VALUE, outcomes("").mostBatches());
    assertEquals(new OutcomeWindow(6, false), outcomes("batches: 6, input: false"));
    assertEquals(
        "training.outcomes.batches: expected a whole number from 1 to 1000, found 0",
        refusal(outcomesOf("batches: 0")));
    assertEquals(
        "training.outcomes.input: expected true or false, found a text",
        refusal(outcomesOf("input: never")));
  }

  @Test
  void refusesAThresholdThatItsRuleDoesNotHave() throws IOException {
    assertEquals(
        "threshold.value: expected a share above 0, at most 1, found null",
        refusal(threshold("minimum_recall")));
    assertTrue(refusal(threshold("profit, offer_cost: 1")).contains("expected all three, found 1"));
    String amounts = "profit, offer_cost: 10, success_rate: 0.3, customer_value: ";
    assertTrue(
        refusal(threshold(amounts + "{column: total_charges}"))
            .endsWith("without missing cells, found total_charges"));
    refusal(threshold(amounts + "-1"));
  }

  @Test
  void readsTheDialectAndRefusesOneThatIsNone() throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    String id = "  id: customer_id\n";
    String dialect = id + "  dialect: {%s}\n";
    String german = "delimiter: \";\", quote: \"'\", encoding: ISO-8859-1, decimal: \",\"";
    Files.writeString(file, sample.replace(id, dialect.formatted(german)));
    Contract contract = PipelineFile.read(file).contract();
    assertEquals(new Dialect(";", "'", Dialect.Encoding.ISO_8859_1, ","), contract.csv());
    assertEquals(
        PipelineFile.contractSha256(PipelineFile.read(SAMPLE).contract()),
        PipelineFile.contractSha256(contract));
    assertEquals(
        "contract.dialect.delimiter: expected one character such as , ; | or a tab (\"\\t\"), found"
            + " '::'",
        refusal(sample.replace(id, dialect.formatted("delimiter: '::'"))));
    refusal(sample.replace(id, dialect.formatted("delimiter: x")));
    refusal(sample.replace(id, dialect.formatted("quote: x")));
    refusal(sample.replace(id, dialect.formatted("decimal: x")));
    assertEquals(
        "contract.dialect.encoding: expected one of UTF-8, UTF-16, ISO-8859-1, found 'latin1'",
        refusal(sample.replace(id, dialect.formatted("encoding: latin1"))));
  }

  @Test
  void leavesTheStandardDialectOutOfItsJson() throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    String id = "  id: customer_id\n";
    Files.writeString(file, sample.replace(id, id + "  dialect: {decimal: '.'}\n"));
    assertEquals(
        Json.line(PipelineFile.read(SAMPLE).contract()),
        Json.line(PipelineFile.read(file).contract()));
  }

  @Test
  void refusesASearchSpaceThatIsNone() throws IOException {
    String models = "    - algorithm: logistic-regression\n";
    String space = models + "      space: {l2: %s}\n";
    assertEquals(
        "training.models[0].space.l2: expected a range or choices, found nothing",
        refusal(sample.replace(models, space.formatted("null"))));
    assertEquals(
        "training.models[0].space.l2.low and high: expected numbers whose difference is one too,"
            + " found -1.7E308, 1.7E308",
        refusal(sample.replace(models, space.formatted("{low: -1.7e308, high: 1.7e308}"))));
  }

  @Test
  void refusesAnIdOrTargetNamedLikeAnotherColumnOfThePredictions() throws IOException {
    for (String name : List.of("churn_probability", "model_version", "reason_2")) {
      assertEquals(
          "contract.id: expected a name that no other column of the predictions has, found '%s'"
              .formatted(name),
          refusal(sample.replace("id: customer_id", "id: " + name)));
    }
    assertTrue(
        refusal(sample.replace("column: churn,", "column: churn_probability,"))
            .startsWith("contract.target.column: expected a name"));
  }

  @Test
  void saysInOurWordsWhatKindOfValueIsExpected() throws IOException {
    assertEquals(
        "training.folds: expected a whole number, found '2.5'",
        refusal(sample.replace("folds: 5", "folds: 2.5")));
    assertEquals(
        "training.search: expected fields, found a list",
        refusal(sample.replace("search: {trials: 8, minutes: 5}", "search: [8]")));
    assertEquals(
        "training.search.trials: expected a whole number, found a text",
        refusal(sample.replace("trials: 8", "trials: '8'")));
    String first = "- algorithm: logistic-regression";
    assertEquals(
        "training.models[0].trials: expected a whole number from 0 to 1000, found -1",
        refusal(sample.replace(first, first + "\n      trials: -1")));
    assertEquals(
        "training.models: expected at least as many trials of each candidate as search.parts, 4, found 3 of logistic-regression",
        refusal(
            sample
                .replace("trials: 8", "trials: 8, parts: 4")
                .replace(first, first + "\n      trials: 3")));
    assertEquals(
        "training.models: expected at least as many trials of each candidate as search.parts, 4, found 0 of logistic-regression",
        refusal(sample.replace("trials: 8", "trials: 0, parts: 4")));
    String own = sample.replace("trials: 8", "trials: 0, parts: 4");
    for (String algorithm : List.of("logistic-regression", "random-forest", "gradient-boosting")) {
      String model = "- algorithm: " + algorithm;
      own = own.replace(model, model + "\n      trials: 5");
    }
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(file, own);
    assertEquals(4, PipelineFile.read(file).training().search().parts());
    assertEquals(
        "training.calibration: expected one of auto, none, platt, isotonic, found a number",
        refusal(sample.replace("calibration: auto", "calibration: 0.5")));
    assertEquals(
        "threshold.offer_cost: expected a number, or fields, found a text",
        refusal(threshold("profit, offer_cost: ten, customer_value: 1, success_rate: 0.3")));
    assertEquals(
        "threshold.success_rate: expected a share from 0 to 1, found 2.0",
        refusal(threshold("profit, offer_cost: 1, customer_value: 1, success_rate: 2")));
  }

  /// The sample with two timestamp columns.
  private String withTimestamps(String derived) {
    return sample
        .replace(
            "    - {name: female, type: boolean}",
            "    - {name: signed_up, type: timestamp, personal: true, earliest: 2010-01-01}\n"
                + "    - {name: as_of, type: timestamp, format: dd/MM/yyyy}\n"
                + "    - {name: female, type: boolean}")
        .replace("features:", "features:\n  derived: [" + derived + "]");
  }

  @Test
  void readsWhatModelsSeeOfTimestampsAndNeverTheseThemselves() throws IOException {
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(
        file,
        withTimestamps(
                "{from: signed_up, part: month}, {name: age, from: signed_up, part: age_in_days,"
                    + " until_column: as_of}, {from: as_of, part: age_in_days, until: 2024-06-30}")
            .replace("salt: telco-churn-1", "salt: s, time_column: signed_up"));
    Pipeline pipeline = PipelineFile.read(file);
    assertEquals(22, pipeline.featureNames().size());
    assertEquals(
        List.of("signed_up_month", "age", "as_of_age_in_days"),
        pipeline.featureNames().subList(19, 22));
    assertEquals(
        1_719_705_600_000.0, pipeline.features().derived().getLast().untilMoment().orElseThrow());
  }

  @Test
  void refusesWhatCannotBeDerived() throws IOException {
    Map<String, String> wrong =
        Map.of(
            "{from: signed_up, part: age_in_days}",
            "features.derived[0].until and until_column: expected one of them, for an age, found"
                + " null and null",
            "{from: signed_up, part: month, until: 2024-01-01}",
            "features.derived[0].until and until_column: expected neither, but for an age",
            "{from: signed_up, part: age_in_days, until: today}",
            "features.derived[0].until: expected an ISO-8601 date or date-time",
            "{from: as_of, part: hour}, {from: tenure, part: month}",
            "features.derived[1].from: expected a timestamp column of the contract, found 'tenure'",
            "{from: as_of, part: month, name: tenure}",
            "features.derived[0].name: expected a name that no column has, found 'tenure'",
            "{from: as_of, part: month}, {from: as_of, part: month}",
            "features.derived and columns: expected distinct values",
            "{from: signed_up, part: month, phrase: \"in {value}\"}",
            "features.derived[0].phrase: expected no {value} in a personal column",
            "{from: as_of, part: year}",
            "features.derived[0].part: expected one of age_in_days, month, weekday, hour",
            "{from: as_of, part: hour}, {from: as_of, part: age_in_days, until_column: tenure}",
            "features.derived[1].until_column: expected a timestamp column of the contract, found"
                + " 'tenure'");
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      String message = refusal(withTimestamps(one.getKey()));
      assertTrue(message.startsWith(one.getValue()), one.getKey() + ": " + message);
    }
  }

  @Test
  void refusesASpaceWithoutEnds() throws IOException {
    String message =
        refusal(
            sample.replace(
                "parameters: {l2: 1.0,", "space: {l2: {low: 2}}\n      parameters: {l2: 1.0,"));
    assertTrue(message.contains("low and high, or choices"), message);
  }

  @Test
  void refusesAMissingField() throws IOException {
    String message = refusal(sample.replace("retention: {run_folders_days: 30}", ""));
    assertTrue(message.contains("retention"), message);
  }

  @Test
  void refusesANumberWhereATextBelongs() throws IOException {
    String message = refusal(sample.replace("positive: \"Yes\"", "positive: 1"));
    assertTrue(message.startsWith("contract.target.positive"), message);
  }

  @Test
  void refusesAFieldThatStandsTwice() throws IOException {
    String message = refusal(sample + "\nowner: somebody\n");
    assertTrue(message.contains("owner"), message);
  }

  @Test
  void refusesWhatIsNoPipeline() throws IOException {
    refusal("");
    refusal("- a\n- b\n");
    refusal("name: [");
    refusal("\0\1\2");
    refusal("[".repeat(5000));
  }

  @Test
  void refusesAliasesThatGrow() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    refusal(bomb.toString());
  }

  /// Jackson takes `*d` for the text "d", Airflow's YAML for what stands at `&d`.
  @Test
  void refusesAliases() throws IOException {
    String text = sample.replace("description: ", "description: &d ");
    assertEquals(
        "line 7: expected no alias, found *d",
        refusal(text.replaceFirst("owner: .*", "owner: *d")));
    assertEquals(
        "line 8: expected no alias, found *a",
        refusal(sample.replace("[sample, telco]", "[&a x, *a]")));
  }

  @Test
  void namesTheLineOfWhatIsNoYaml() throws IOException {
    assertEquals(
        "line 8, column 1: no YAML: found character '\\t(TAB)' that cannot start any token, while scanning for the next token",
        refusal(sample.replace("tags: ", "\ttags: ")));
    assertEquals(
        "line 8: expected a field once, found 'owner' again",
        refusal(sample.replace("owner: ", "owner: x\nowner: ")));
    assertTrue(
        refusal(sample.replace("folds: 5", "folds: 5\n  folds: 5")).contains("'folds' again"));
    assertEquals(
        "line 2: expected printable characters, found U+0007", refusal("# x\nname: \u0007"));
    assertTrue(
        refusal(sample + "---\n" + sample)
            .endsWith("expected one document, found another behind it"));
    assertTrue(refusal("tags: [a").startsWith("line 1, column "));
  }

  @Test
  void namesTheLineOfBytesThatAreNoText() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "# x\nowner: Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1));
    UsageException refused = assertThrows(UsageException.class, () -> PipelineFile.read(file));
    assertTrue(
        String.valueOf(refused.getMessage())
            .endsWith(": line 2: expected UTF-8 text, found bytes that are none"));
  }

  @Test
  void refusesNumbersThatJavaHasNoRoomFor() throws IOException {
    assertTrue(
        refusal(sample.replace("folds: 5", "folds: 99999999999"))
            .startsWith("training.folds: expected a whole number that is neither too small"));
    refusal(sample.replace("folds: 5", "folds: " + "9".repeat(5000)));
  }

  @Test
  void refusesALongFile() throws IOException {
    assertTrue(refusal(sample + "#".repeat(1 << 20)).startsWith("expected at most 1048576 bytes"));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThrows(UsageException.class, () -> PipelineFile.read(folder.resolve("none.yaml")));
  }

  private String rule(String fields) throws IOException {
    return refusal(sample.replace("split: {", "  rules:\n    - {" + fields + "}\nsplit: {"));
  }

  @Test
  void namesWhatIsWrongWithARuleOverTwoColumns() throws IOException {
    assertEquals(
        "contract.rules[0].column: expected a column of the contract, found 'tenur'",
        rule("rule: at_most, column: tenur, other: tenure"));
    assertEquals(
        "contract.rules[0].other: expected two columns of numbers, or two of timestamps, found"
            + " 'tenure' of type INTEGER and 'contract' of type CATEGORY",
        rule("rule: at_most, column: tenure, other: contract"));
    assertEquals(
        "contract.rules[0].other: expected another column than column, found tenure",
        rule("rule: required_if, column: tenure, other: tenure"));
    assertEquals(
        "contract.rules[0].rule: expected one of at_most, required_if, found 'less'",
        rule("rule: less, column: tenure, other: tenure"));
    assertEquals(
        "contract.rules[0].share: expected a share from 0 to 1, found 2.0",
        rule("rule: at_most, column: tenure, other: monthly_charges, share: 2"));
  }

  @Test
  void namesAPatternThatIsNoRegularExpression() throws IOException {
    assertEquals(
        "contract.columns[6].pattern: expected a regular expression of java.util.regex, found '[':"
            + " Unclosed character class",
        refusal(sample.replace("categories: [\"No\", \"Yes\", No phone service]", "pattern: '['")));
    assertEquals(
        "contract.columns[0].pattern: expected a column of type category, found BOOLEAN",
        refusal(
            sample.replace(
                "name: female, type: boolean", "name: female, type: boolean, pattern: x")));
  }

  @Test
  void newFieldsThatAreLeftOutLeaveTheContractsDigestAsItWas() {
    String contract = Json.line(PipelineFile.read(SAMPLE).contract().dataOnly());
    assertTrue(
        java.util.stream.Stream.of("severity", "pattern", "rules", "duplicates", "row_count")
            .noneMatch(field -> contract.contains('"' + field + '"')),
        contract);
  }

  @Test
  void driftHasLimitsWhereTheFileSaysNothing() throws IOException {
    assertEquals(DriftPolicy.usual(), PipelineFile.read(SAMPLE).drift());
    Path file = folder.resolve("telco_churn.yaml");
    Files.writeString(file, sample + "\ndrift: {act: 0.3, minimum_rows: 200}\n");
    assertEquals(new DriftPolicy(0.1, 0.3, 0.01, 200, 0.05), PipelineFile.read(file).drift());
  }

  @Test
  void refusesLimitsOfDriftInTheWrongOrder() throws IOException {
    assertEquals(
        "drift.watch and act: expected watch at most act, found 0.3 and 0.25",
        refusal(sample + "\ndrift: {watch: 0.3}\n"));
    assertEquals(
        "drift.significance: expected a number from 0.000001 to 0.5, found 2.0",
        refusal(sample + "\ndrift: {significance: 2}\n"));
  }
}
