package io.churnflow.jobs.profiledata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.runtime.Json;
import java.util.Map;

/// A profile as JSON: what is undefined is null there, since JSON knows no NaN.
final class ProfileJson {
  private ProfileJson() {}

  static byte[] bytes(TableProfile profile) {
    JsonNode tree = Json.tree(profile);
    clear(tree);
    return Json.bytes(tree);
  }

  private static void clear(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          if (isUndefined(field.getValue())) {
            field.setValue(object.nullNode());
          } else {
            clear(field.getValue());
          }
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          if (isUndefined(array.get(i))) {
            array.setNull(i);
          } else {
            clear(array.get(i));
          }
        }
      }
      default -> {}
    }
  }

  private static boolean isUndefined(JsonNode node) {
    return node.isDouble() && !Double.isFinite(node.doubleValue());
  }
}
