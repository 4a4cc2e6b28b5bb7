package io.churnflow.jobs.detectdrift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.runtime.Json;
import java.util.List;
import java.util.Map;

/// What was found, `drift.json`: which version was held against which reference, then what
/// [BatchDrift] has.
final class VerdictFile {
  private static final int FORMAT = 1;

  /// What stands before [BatchDrift]'s own.
  private static final List<String> HEAD =
      List.of("format", "pipeline", "model_version", "model_sha256", "reference_sha256");

  private VerdictFile() {}

  /// What was found, as a file of [#of] has it.
  static BatchDrift read(byte[] file) {
    ObjectNode found = Json.parse(file, ObjectNode.class, DetectDrift.JSON);
    return Json.parse(Json.bytes(found.remove(HEAD)), BatchDrift.class, DetectDrift.JSON);
  }

  static ObjectNode of(String pipeline, ProductionModel version, BatchDrift found) {
    ObjectNode file = Json.object();
    file.put("format", FORMAT);
    file.put("pipeline", pipeline);
    file.put("model_version", version.version());
    file.put("model_sha256", version.modelSha256());
    file.put("reference_sha256", version.referenceSha256());
    for (Map.Entry<String, JsonNode> field : Json.tree(found).properties()) {
      file.set(field.getKey(), field.getValue());
    }
    return file;
  }
}
