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
    Environment environment = run.environment();
    Properties jar = JarVersion.load();
    return new Receipt(
        Receipt.VERSION,
        step,
        key,
        run.folder().pipeline(),
        run.folder().runId(),
        environment.get("CHURNFLOW_DAG_ID").orElse(""),
        environment.get("CHURNFLOW_TASK_ID").orElse(""),
        number(environment, "CHURNFLOW_TRY_NUMBER", 0),
        number(environment, "CHURNFLOW_MAP_INDEX", -1),
        started.toString(),
        Instant.now().toString(),
        JarVersion.version(jar),
        JarVersion.commit(jar),
        notes);
  }

  private static int number(Environment environment, String variable, int otherwise) {
    String text = environment.get(variable).orElse(String.valueOf(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new UsageException(
          "%s: expected a whole number, found '%s'".formatted(variable, text), wrong);
    }
  }
}
