package io.churnflow.jobs.evaluatemodel;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.column;
import static io.churnflow.fixtures.ColumnBuilder.integer;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.fixtures.Contracts;
import io.churnflow.learning.Feature;
import io.churnflow.runtime.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputExampleTest {
  private static final Contract CONTRACT =
      Contracts.of(
          integer("age").atLeast(18).atMost(81).personal(),
          number("charges").atLeast(0.5).personal(),
          column("partner", ColumnType.BOOLEAN).personal(),
          category("plan", "basic", "full"),
          category("city").personal(),
          column("since", ColumnType.TIMESTAMP).personal());

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
