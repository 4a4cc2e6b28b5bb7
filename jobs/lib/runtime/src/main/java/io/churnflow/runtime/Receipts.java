package io.churnflow.runtime;

import io.churnflow.contracts.Receipt;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;

/// Fills in receipts: when, by which try and which build.
final class Receipts {
  private Receipts() {}

  static Receipt of(
      RunOptions run, String step, String key, Instant started, Map<String, String> notes) {
    AirflowTask task = AirflowTask.of(run.environment());
    Properties jar = JarVersion.load();
    return new Receipt(
        Receipt.VERSION,
        step,
        key,
        run.folder().pipeline(),
        run.folder().runId(),
        task.dag(),
        task.task(),
        task.tryNumber(),
        task.mapIndex(),
        started.toString(),
        Instant.now().toString(),
        JarVersion.version(jar),
        JarVersion.commit(jar),
        notes);
  }
}
