package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineSlicesTest {

  @Test
  void defaultToTheColumnsThatSpeakOfSexOrAge() {
    assertEquals(
        List.of("female", "senior_citizen", "AgeGroup"),
        slices("female", "senior_citizen", "package", "AgeGroup", "stage", "tenure"));
  }

  @Test
  void leaveOutPersonalColumnsAndNameThem() {
    assertEquals(List.of("sex"), slices("sex", "age, personal: true"));
    assertEquals(
        List.of("age"),
        pipeline("", "sex", "age, personal: true", "name, personal: true").withheldSlices());
  }

  @Test
  void areThoseThatTheFileNames() {
    assertEquals(List.of("tenure"), read("evaluation: {slices: [tenure]}", "sex", "tenure"));
    assertEquals(List.of(), read("evaluation: {slices: []}", "sex", "tenure"));
  }

  @Test
  void mustBeColumnsThatMayStandInReports() {
    for (String wrong : List.of("nowhere", "age")) {
      UsageException refused =
          assertThrows(
              UsageException.class,
              () -> read("evaluation: {slices: [" + wrong + "]}", "sex", "age, personal: true"));
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains(
                  "evaluation.slices: expected columns of the contract that are not personal, found "
                      + wrong),
          refused.getMessage());
    }
  }

  private static List<String> slices(String... columns) {
    return read("", columns);
  }

  private static List<String> read(String evaluation, String... columns) {
    return pipeline(evaluation, columns).slices();
  }

  private static Pipeline pipeline(String evaluation, String... columns) {
    StringBuilder text =
        new StringBuilder(
            """
            format: 1
            name: small
            description: d
            owner: o
            contract:
              id: id
              target: {column: left, positive: "yes", negative: "no"}
              columns:
            """);
    for (String column : columns) {
      text.append("    - {name: ").append(column).append(", type: integer}\n");
    }
    text.append(
        """
        split: {holdout_percent: 20, salt: s}
        training: {input: i, folds: 2, metric: f1, models: [{algorithm: a}]}
        threshold: {rule: best_f1}
        gate: {metric: f1, minimum: 0, margin: 0, minimum_positives: 1}
        promotion: {approval: person}
        retention: {run_folders_days: 1}
        """);
    text.append(evaluation);
    return PipelineFile.parse(text.toString().getBytes(StandardCharsets.UTF_8), Path.of("p.yaml"));
  }
}
