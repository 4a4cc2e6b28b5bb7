package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PipelineSchemaTest {
  private static final Path COMMITTED = Path.of("../../../dags/pipelines/pipeline.schema.json");

  private static JsonNode property(String path) {
    JsonNode schema = Json.parse(PipelineSchema.bytes(), ObjectNode.class, "schema");
    return schema.at(path);
  }

  @Test
  void isTheCommittedOne() throws IOException {
    assertEquals(
        Files.readString(COMMITTED),
        new String(PipelineSchema.bytes(), StandardCharsets.UTF_8),
        "make schema writes it anew");
  }

  @Test
  void hasBoundsAndWordsOfTheRecordsThemselves() {
    JsonNode holdout = property("/properties/split/properties/holdout_percent");
    assertEquals(1, holdout.get("minimum").asInt());
    assertEquals(90, holdout.get("maximum").asInt());
    assertEquals(1, property("/properties/format/const").asInt());
    assertEquals(
        "[\"automatic\",\"person\"]",
        property("/properties/promotion/properties/approval/enum").toString());
    assertEquals(
        "\"\\\\S\"",
        property("/properties/contract/properties/target/properties/positive/pattern").toString());
    assertEquals(
        "a share from 0 to 1",
        property("/properties/contract/properties/columns/items/properties/missing/description")
            .asText());
  }
}
