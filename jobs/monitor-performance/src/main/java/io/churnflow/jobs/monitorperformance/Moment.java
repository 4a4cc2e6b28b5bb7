package io.churnflow.jobs.monitorperformance;

import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Up to when a run looks at what is known: chosen once and kept in its folder, so that each of its
/// tries finds the same batches due.
///
/// @param run the run's folder
record Moment(RunFolder run) {

  /// `as-of.json`.
  ///
  /// @param asOf ISO-8601 in UTC
  record Chosen(String asOf) {}

  /// ISO-8601 in UTC, whole seconds.
  String chosen() throws IOException {
    Path file = run.resolve("as-of.json");
    if (!Files.exists(file)) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      Durable.create(file, Json.bytes(new Chosen(now)));
    }
    return Json.read(file, Chosen.class).asOf();
  }
}
