package io.churnflow.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a job reports when it ends well: one JSON object, the task's XCom.
///
/// @param result the object
public record Outcome(ObjectNode result) {

  /// Whether an earlier try had done the work already.
  public boolean isReused() {
    return result.path("status").asText().equals("reused");
  }

  /// The object on one line.
  String line() {
    return Json.line(result);
  }
}
