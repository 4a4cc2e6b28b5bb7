package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.Feature;
import io.churnflow.runtime.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputExampleTest {
  private static final Contract CONTRACT =
      new Contract(
          "id",
          new Target("churn", "Yes", "No"),
          Contract.ExtraColumns.IGNORE,
          0,
          new Contract.MinimumRows(1, 1),
          List.of(
              column("age", ColumnType.INTEGER, 18.0, 81.0),
              column("charges", ColumnType.NUMBER, 0.5, null),
              column("partner", ColumnType.BOOLEAN, null, null),
              new ColumnContract(
                  "plan", ColumnType.CATEGORY, null, null, List.of("basic", "full"), 0, false),
              column("city", ColumnType.CATEGORY, null, null),
              column("since", ColumnType.TIMESTAMP, null, null)));

  private static ColumnContract column(
      String name, ColumnType type, @Nullable Double least, @Nullable Double most) {
    return new ColumnContract(name, type, least, most, List.of(), 0, true);
  }

  private static List<Feature> features(String... names) {
    return List.of(names).stream()
        .map(name ->
            new Feature(
                name,
                switch (name) {
                  case "plan", "city" -> Feature.Kind.CATEGORY;
                  case "since" -> Feature.Kind.TIMESTAMP;
                  default -> Feature.Kind.NUMBER;
                }))
        .toList();
  }

  @Test
  void isARowThatTheContractAllowsInTheModelsOrder() {
    InputExample example =
        InputExample.of(
            features("plan", "age", "charges", "partner", "city", "since", "other"), CONTRACT);

    JsonNode file = Json.parse(example.file(), JsonNode.class, "example");
    assertEquals(
        "[\"plan\",\"age\",\"charges\",\"partner\",\"city\",\"since\",\"other\"]",
        file.path("columns").toString());
    assertEquals("[[\"basic\",49,0.5,true,null,\"2024-01-31\",0.0]]", file.path("data").toString());
    JsonNode request = Json.parse(example.request(), JsonNode.class, "request");
    assertEquals(file, request.path("dataframe_split"));
    assertEquals(1, request.size());
  }
}
